package dev.sluice.flow.jq;

/** Functions of time, all in UTC. */
final class TimeFunctions {
  private TimeFunctions() {}

  static void addTo(Functions functions) {
    functions.simple("fromdate", 0, (run, in, a) -> JqTime.fromDate(in));
    functions.simple("fromdateiso8601", 0, (run, in, a) -> JqTime.fromDate(in));
    functions.simple("todateiso8601", 0, (run, in, a) -> JqTime.toDate(in));
    functions.simple("gmtime", 0, (run, in, a) -> JqTime.gmtime(in));
    functions.simple("localtime", 0, (run, in, a) -> JqTime.gmtime(in));
    functions.simple("mktime", 0, (run, in, a) -> JqTime.mktime(in));
    functions.simple("strftime", 1, (run, in, a) -> JqTime.strftime(in, a[0]));
    functions.simple("strflocaltime", 1, (run, in, a) -> JqTime.strftime(in, a[0]));
    functions.simple("strptime", 1, (run, in, a) -> JqTime.strptime(in, a[0]));
  }
}

package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The functions that expressions may call, all made at once. */
final class JqLibrary {
  static final Functions FUNCTIONS = create();

  private JqLibrary() {}

  private static Functions create() {
    Functions functions = new Functions();
    NumberFunctions.addTo(functions);
    TextFunctions.addTo(functions);
    ValueFunctions.addTo(functions);
    SortFunctions.addTo(functions);
    StreamFunctions.addTo(functions);
    TimeFunctions.addTo(functions);
    Regex.addTo(functions);
    Formats.addTo(functions);
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    functions.simple("builtins", 0, (run, in, arguments) -> names);
    new Parser(DEFINITIONS, functions).definitions();
    functions.names().forEach(names::add);
    return functions;
  }

  /** What is said most shortly in jq itself, as its manual describes it. */
  private static final String DEFINITIONS =
      """
      def map(f): [.[] | f];
      def map_values(f): .[] |= f;
      def values: select(. != null);
      def nulls: select(. == null);
      def booleans: select(type == "boolean");
      def numbers: select(type == "number");
      def strings: select(type == "string");
      def arrays: select(type == "array");
      def objects: select(type == "object");
      def iterables: select(type == "array" or type == "object");
      def scalars: select(type != "array" and type != "object");
      def finites: select(isinfinite or isnan | not);
      def normals: select(isnormal);
      def isfinite: type == "number" and (isinfinite | not);
      def isvalid(f): try (f | true) catch false;
      def any(g; c): first((g | c | select(.) | true), false);
      def all(g; c): first((g | c | select(. | not) | false), true);
      def any(c): any(.[]; c);
      def all(c): all(.[]; c);
      def any: any(.);
      def all: all(.);
      def isempty(g): first((g | false), true);
      def add(f): reduce f as $x (null; . + $x);
      def in($where): . as $key | $where | has($key);
      def inside($whole): . as $part | $whole | contains($part);
      def with_entries(f): to_entries | map(f) | from_entries;
      def recurse(f; c): recurse(f | select(c));
      def recurse_down: recurse;
      def walk(f):
        def deep: if type == "object" then map_values(deep)
          elif type == "array" then map(deep) else . end | f;
        deep;
      def paths: path(..) | select(length > 0);
      def paths(f): paths as $p | select(getpath($p) | f) | $p;
      def leaf_paths: paths(scalars);
      def pick(f): . as $all | reduce path(f) as $p (null; setpath($p; $all | getpath($p)));
      def del(f): delpaths([path(f)]);
      def first: .[0];
      def last: .[-1];
      def nth($n): .[$n];
      def last(f): reduce f as $x (null; $x);
      def nth($n; f):
        if $n < 0 then error("Out of bounds negative array index") else first(skip($n; f)) end;
      def combinations:
        if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
      def combinations(n): . as $one | [range(n)] | map($one) | combinations;
      def IN(s): any(s == .; .);
      def IN(source; s): any(source == s; .);
      def INDEX(stream; f): [stream | {key: (f | tostring), value: .}] | from_entries;
      def INDEX(f): INDEX(.[]; f);
      def ascii: [.] | implode;
      def todate: todateiso8601;
      def date: todate;
      def dateadd(unit; n): . + n;
      def datesub(unit; n): . - n;
      def tostream:
        path(def r: (.[]? | r), .; r) as $p
        | getpath($p)
        | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
      def fromstream(f):
        {x: null, e: false} as $init
        | foreach f as $i ($init;
            if .e then $init else . end
            | if $i | length == 2
              then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
              else setpath(["e"]; $i[0] | length == 1) end;
            if .e then .x else empty end);
      def truncate_stream(s):
        . as $n | null | s | . as $i
        | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
      def splits($re): split($re; null) | .[];
      def splits($re; flags): split($re; flags) | .[];
      def match($re; $flags): _match($re; $flags) | .[];
      def match($re): match($re; null);
      def test($re): test($re; null);
      def capture($re; $flags): match($re; $flags) | _captured;
      def capture($re): capture($re; null);
      def scan($re; $flags):
        match($re; "g" + $flags)
        | if (.captures | length) > 0 then [.captures[].string] else .string end;
      def scan($re): scan($re; null);
      def sub($re; text): sub($re; text; null);
      def gsub($re; text): sub($re; text; "g");
      def gsub($re; text; $flags): sub($re; text; $flags + "g");
      """;
}

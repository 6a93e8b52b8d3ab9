"""sensor-alarm: an alarm in, the words for it out, which the sink sends on."""


def handler(event, context):
    sensor = event["subject"].split("/")[1]
    celsius = event["data"]["celsius"]
    context.log.warn("%s has %.1f degrees", sensor, celsius)
    return {"sensor": sensor, "celsius": celsius, "text": "%s is too hot: %.1f °C" % (sensor, celsius)}

"""quakes-classify: one feature of the USGS feed in, its classes out."""

# Names of the usual scale, each with the first magnitude that bears it.
MAGNITUDES = [
    (8.0, "great"),
    (7.0, "major"),
    (6.0, "strong"),
    (5.0, "moderate"),
    (4.0, "light"),
    (2.0, "minor"),
]

# Seismologists' limits: shallow above 70 km, intermediate down to 300 km, deep below.
INTERMEDIATE_KM = 70
DEEP_KM = 300

# The feed writes some states and countries short.
REGIONS = {"CA": "California", "NV": "Nevada", "MX": "Mexico"}


def handler(event, context):
    properties = member(event, "properties", dict)
    magnitude = member(properties, "mag", (int, float))
    coordinates = member(member(event, "geometry", dict), "coordinates", list)
    if len(coordinates) != 3 or not all(number(c) for c in coordinates):
        raise ValueError("geometry.coordinates must be [longitude, latitude, depth in km]")
    depth = coordinates[2]
    place = properties.get("place") or "unknown"
    if magnitude >= 6:
        context.log.warn("magnitude %.1f: %s", magnitude, place)
    return {
        "id": member(event, "id", str),
        "time": member(properties, "time", int),
        "place": place,
        "region": region(place),
        "kind": properties.get("type", "unknown"),
        "magnitude": magnitude,
        "magnitudeClass": magnitude_class(magnitude),
        "depthKm": depth,
        "depthClass": depth_class(depth),
    }


def magnitude_class(magnitude):
    return next((name for least, name in MAGNITUDES if magnitude >= least), "micro")


def depth_class(depth):
    if depth < INTERMEDIATE_KM:
        return "shallow"
    return "intermediate" if depth <= DEEP_KM else "deep"


def region(place):
    last = place.rsplit(", ", 1)[-1]
    return REGIONS.get(last, last)


def member(holder, name, types):
    """The member of this name, or an error that says what is wrong with it."""
    if not isinstance(holder, dict):
        raise ValueError("the event is not a GeoJSON feature: it is no JSON object")
    value = holder.get(name)
    if not isinstance(value, types) or isinstance(value, bool):
        raise ValueError("the event is not a GeoJSON feature of the feed: '%s' is missing or wrong" % name)
    return value


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)

def handler(event, context):
    """Says what a camera saw: here by a word in the image's name, in life by a model."""
    image = event["data"]["image"]
    if "owner" in image:
        seen = "owner"
    elif "cat" in image:
        seen = "animal"
    else:
        seen = "intruder"
    return {"home": event["data"]["home"], "image": image, "seen": seen}

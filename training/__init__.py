"""How index/models/reader.onnx was made: `make reader DATA=FOLDER`, see docs/reader.md.

In reading order: articles (which may be learnt from), data, candidates (what the Library finds),
lists (one right sentence among wrong ones), model, loss, train, curve (the picture), export,
evidence and calibrate (what a hit is worth).
"""

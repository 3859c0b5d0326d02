"""How index/models/reader.onnx was made: `make reader DATA=FOLDER`, see docs/reader.md.

In reading order: articles (which may be learnt from), data, candidates (what the Library finds),
changes (of questions), kinds, lists and qamr (one right sentence among wrong ones), pairs and table
(their tokens), model, shipped (where it begins), loss, train, picture, export, evidence, modes and
calibrate (what a hit is worth).
"""

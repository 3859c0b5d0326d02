"""The graphs that index runs on ONNX Runtime, and the scripts that drew them.
A graph holds no weights: it names the bytes of a safetensors file. Only the scripts need `onnx`."""

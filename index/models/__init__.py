"""The graphs that index runs on ONNX Runtime, and the scripts that drew them. MiniLM's hold no
weights: they name the bytes of a safetensors file. The reader's holds its own. Only the scripts
need `onnx`."""

# oneDNN's convolutions, of weights in the order that it reads fastest (see packing.py), which add a shortcut and cut off at 0
# while the result is still in the cache.
def packed(x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  if x.size(0) == 1 and torch.__contains__(w, name + ".weight.single"):
    return w[name + ".weight.single"]
  return w[name + ".weight"]

def convolve(x: Tensor, w: Dict[str, Tensor], name: str, stride: int, padding: int, relu: bool) -> Tensor:
  after = "none"
  if relu:
    after = "relu"
  weight = __torch__.convolution.packed(x, w, name)
  return ops.mkldnn._convolution_pointwise(x, weight, w[name + ".bias"], [padding, padding], [stride, stride], [1, 1], 1, after, [], "")

# relu(sum + convolution of x by 1 x 1), written over the sum.
def convolve_onto(sum: Tensor, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  weight = __torch__.convolution.packed(x, w, name)
  return ops.mkldnn._convolution_pointwise_(sum, x, weight, w[name + ".bias"], [0, 0], [1, 1], [1, 1], 1, "add", 1., "relu", [], "")

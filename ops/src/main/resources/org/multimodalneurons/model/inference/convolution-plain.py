# PyTorch's own convolutions.
def convolve(x: Tensor, w: Dict[str, Tensor], name: str, stride: int, padding: int, relu: bool) -> Tensor:
  y = torch.conv2d(x, w[name + ".weight"], w[name + ".bias"], [stride, stride], [padding, padding])
  if relu:
    y = torch.relu_(y)
  return y

# relu(sum + convolution of x by 1 x 1).
def convolve_onto(sum: Tensor, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
  return torch.relu_(torch.conv2d(x, w[name + ".weight"], w[name + ".bias"]).add_(sum))

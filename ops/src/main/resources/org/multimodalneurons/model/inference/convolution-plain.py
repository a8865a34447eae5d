# PyTorch's own convolutions.
def convolve(x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, relu: bool) -> Tensor:
  y = torch.conv2d(x, weight, bias, [stride, stride], [padding, padding])
  if relu:
    y = torch.relu_(y)
  return y

# relu(sum + convolution of x by 1 x 1).
def convolve_onto(sum: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return torch.relu_(torch.conv2d(x, weight, bias).add_(sum))

# Matrix products of whole numbers of 8 bits by oneDNN. Weights are rounded beforehand, a scale for each of their rows (see
# reduction.py); rows here, each by its own largest value, so that no picture depends on what it shares its batch with.
# Zero is 128, since oneDNN is slow where the left factor has a sign. Rows [n, k], weight [m, k].
def multiply(rows: Tensor, w: Dict[str, Tensor], weight: str, factor: float) -> Tensor:
  largest = torch.clamp_min_(torch.amax(torch.abs(rows), [1], True), 1e-12)
  rounded = torch.to(torch.add_(torch.mul(rows, torch.mul(torch.reciprocal(largest), 127.)), 128.5), 0)
  y = ops.onednn.qlinear_pointwise(rounded, 1., 128, w[weight + ".packed"], w[weight + ".scales"], w[weight + ".zeros"], None, 1., 0, 6, "none", [], "")
  return torch.mul_(y, torch.mul(largest, factor / 127.))

def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return torch.add_(__torch__.product.multiply(rows, w, weight, 1.), w[bias])

# What neurons sum up, before their activation function.
def sums(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  return __torch__.product.product(rows, w, weight, bias)

# The GELU of a product; for QuickGELU silu(1.702 h).
def neurons(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  if quick:
    return torch.silu_(torch.add_(__torch__.product.multiply(rows, w, weight, 1.702), w[bias], alpha=1.702))
  return torch.gelu_(__torch__.product.product(rows, w, weight, bias))

# x + factor * product + bias, x [n, m].
def onto(x: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.add_(x + w[bias], __torch__.product.multiply(rows, w, weight, factor))

# Matrix products by PyTorch's linear algebra library. Rows [n, k], weight [m, k].
def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return torch.addmm(w[bias], rows, w[weight].t())

# What neurons sum up, before their activation function.
def sums(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  return __torch__.product.product(rows, w, weight, bias)

# The GELU of a product; for QuickGELU silu(1.702 h).
def neurons(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  if quick:
    return torch.silu_(torch.addmm(w[bias], rows, w[weight].t(), beta=1.702, alpha=1.702))
  return torch.gelu_(torch.addmm(w[bias], rows, w[weight].t()))

# x + factor * product + bias, x [n, m].
def onto(x: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.addmm_(x + w[bias], rows, w[weight].t(), beta=1, alpha=factor)

# Matrix products by PyTorch's linear algebra library. Rows [n, k], weight [m, k].
def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return torch.addmm(w[bias], rows, w[weight].t())

# factor * (product + bias).
def scaled(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.addmm(w[bias], rows, w[weight].t(), beta=factor, alpha=factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, factor: float) -> Tensor:
  return torch.addmm_(sum, rows, w[weight].t(), beta=1, alpha=factor)

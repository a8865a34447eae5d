# Matrix products by PyTorch's linear algebra library. Rows [n, k], weight [m, k].
def product(rows: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return torch.addmm(bias, rows, weight.t())

# factor * (product + bias).
def scaled(rows: Tensor, weight: Tensor, bias: Tensor, factor: float) -> Tensor:
  return torch.addmm(bias, rows, weight.t(), beta=factor, alpha=factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, weight: Tensor, factor: float) -> Tensor:
  return torch.addmm_(sum, rows, weight.t(), beta=1, alpha=factor)

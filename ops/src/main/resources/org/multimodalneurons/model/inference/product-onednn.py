# Matrix products by oneDNN. Rows [n, k], weight [m, k].
def multiply(rows: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  return ops.mkldnn._linear_pointwise(rows, weight, bias, "none", [], "")

def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return __torch__.product.multiply(rows, w[weight], w[bias])

# factor * (product + bias).
def scaled(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.mul_(__torch__.product.multiply(rows, w[weight], w[bias]), factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, factor: float) -> Tensor:
  return torch.add_(sum, __torch__.product.multiply(rows, w[weight], None), alpha=factor)

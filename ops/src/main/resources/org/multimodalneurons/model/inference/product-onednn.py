# Matrix products by oneDNN. Rows [n, k], weight [m, k].
def product(rows: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return ops.mkldnn._linear_pointwise(rows, weight, bias, "none", [], "")

# factor * (product + bias).
def scaled(rows: Tensor, weight: Tensor, bias: Tensor, factor: float) -> Tensor:
  return __torch__.product.product(rows, weight, bias).mul_(factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, weight: Tensor, factor: float) -> Tensor:
  return sum.add_(ops.mkldnn._linear_pointwise(rows, weight, None, "none", [], ""), alpha=factor)

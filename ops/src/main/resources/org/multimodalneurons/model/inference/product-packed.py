# Matrix products by oneDNN, of weights in the order that it reads fastest (see packing.py), with what follows done while a
# result is still in the cache. Rows [n, k], weight [m, k].
def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return ops.mkldnn._linear_pointwise(rows, w[weight], w[bias], "none", [], "")

# What neurons sum up, before their activation function; for QuickGELU a factor is taken out of the weight again.
def sums(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  h = ops.mkldnn._linear_pointwise(rows, w[weight], w[bias], "none", [], "")
  if quick:
    return torch.mul_(h, 1. / 1.702)
  return h

# The GELU of a product; for QuickGELU silu(1.702 h), whose factor is in the weight and the bias.
def neurons(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  if quick:
    return ops.mkldnn._linear_pointwise(rows, w[weight], w[bias], "swish", [], "")
  return ops.mkldnn._linear_pointwise(rows, w[weight], w[bias], "gelu", [], "none")

# x + factor * product + bias, x [n, m]. The factor is in the weight.
def onto(x: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return ops.mkldnn._linear_pointwise(rows, x, w[weight], w[bias], "add")

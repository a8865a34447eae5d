# Matrix products as convolutions by 1 x 1 over an image of one column: faster where the linear algebra library is not
# at its best. Rows [n, k], weight [m, k].
def multiply(rows: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  image = rows.view([1, rows.size(0), 1, rows.size(1)]).permute([0, 3, 1, 2])
  kernel = weight.view([weight.size(0), 1, 1, weight.size(1)]).permute([0, 3, 1, 2])
  return torch.conv2d(image, kernel, bias).permute([0, 2, 3, 1]).reshape([rows.size(0), weight.size(0)])

def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return __torch__.product.multiply(rows, w[weight], w[bias])

# What neurons sum up, before their activation function.
def sums(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  return __torch__.product.product(rows, w, weight, bias)

# The GELU of a product; for QuickGELU silu(1.702 h).
def neurons(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, quick: bool) -> Tensor:
  h = __torch__.product.multiply(rows, w[weight], w[bias])
  if quick:
    return torch.silu_(torch.mul_(h, 1.702))
  return torch.gelu_(h)

# x + factor * product + bias, x [n, m].
def onto(x: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.add_(x + w[bias], __torch__.product.multiply(rows, w[weight], None), alpha=factor)

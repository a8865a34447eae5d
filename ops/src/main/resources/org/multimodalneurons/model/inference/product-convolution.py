# Matrix products as convolutions by 1 x 1 over an image of one column: faster where the linear algebra library is not
# at its best. Rows [n, k], weight [m, k].
def multiply(rows: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  image = rows.view([1, rows.size(0), 1, rows.size(1)]).permute([0, 3, 1, 2])
  kernel = weight.view([weight.size(0), 1, 1, weight.size(1)]).permute([0, 3, 1, 2])
  return torch.conv2d(image, kernel, bias).permute([0, 2, 3, 1]).reshape([rows.size(0), weight.size(0)])

def product(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str) -> Tensor:
  return __torch__.product.multiply(rows, w[weight], w[bias])

# factor * (product + bias).
def scaled(rows: Tensor, w: Dict[str, Tensor], weight: str, bias: str, factor: float) -> Tensor:
  return torch.mul_(__torch__.product.multiply(rows, w[weight], w[bias]), factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, w: Dict[str, Tensor], weight: str, factor: float) -> Tensor:
  return torch.add_(sum, __torch__.product.multiply(rows, w[weight], None), alpha=factor)

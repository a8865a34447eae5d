# Matrix products as convolutions by 1 x 1 over an image of one column: faster where the linear algebra library is not
# at its best. Rows [n, k], weight [m, k].
def product(rows: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  image = rows.view([1, rows.size(0), 1, rows.size(1)]).permute([0, 3, 1, 2])
  kernel = weight.view([weight.size(0), 1, 1, weight.size(1)]).permute([0, 3, 1, 2])
  return torch.conv2d(image, kernel, bias).permute([0, 2, 3, 1]).reshape([rows.size(0), weight.size(0)])

# factor * (product + bias).
def scaled(rows: Tensor, weight: Tensor, bias: Tensor, factor: float) -> Tensor:
  return __torch__.product.product(rows, weight, bias).mul_(factor)

# sum + factor * product, written over the sum [n, m].
def product_onto(sum: Tensor, rows: Tensor, weight: Tensor, factor: float) -> Tensor:
  return sum.add_(__torch__.product.product(rows, weight, None), alpha=factor)

# Brings weights into the order in which oneDNN reads them fastest, which else it does in every pass. What comes out has all
# tensors of the tower, the packed ones under the names of the plain.
class Packing(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # A ResNet, for images of so many pixels a side. Blocks: how many bottlenecks each stage has.
  def resnet(self: __torch__.Packing, w: Dict[str, Tensor], blocks: List[int], size: int) -> Dict[str, Tensor]:
    out = self.copied(w)
    half = size // 2
    self.convolution(out, "conv1", size, 2, 1)
    self.convolution(out, "conv2", half, 1, 1)
    self.convolution(out, "conv3", half, 1, 1)
    side = half // 2
    for stage in range(4):
      for block in range(blocks[stage]):
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        side = self.bottleneck(out, name, side, stage > 0 and block == 0, block == 0)
    return out

  # The same ResNet's weights for the way back through it: a convolution's derivative is the one by the transposed and turned
  # weight. That of the first, which leaps, stays as it is.
  def resnet_back(self: __torch__.Packing, w: Dict[str, Tensor], blocks: List[int], size: int) -> Dict[str, Tensor]:
    turned = annotate(Dict[str, Tensor], {})
    for key in list(torch.keys(w)):
      if torch.dim(w[key]) == 4 and key != "conv1.weight":
        turned[key] = torch.flip(torch.transpose(w[key], 0, 1), [2, 3]).contiguous(memory_format=2)
    half = size // 2
    self.convolution(turned, "conv2", half, 1, 1)
    self.convolution(turned, "conv3", half, 1, 1)
    side = half // 2
    for stage in range(4):
      for block in range(blocks[stage]):
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        side = self.bottleneck(turned, name, side, stage > 0 and block == 0, block == 0)
    turned["conv1.weight"] = w["conv1.weight"]
    return turned

  # A single bottleneck, of maps of so many pixels a side.
  def block(self: __torch__.Packing, w: Dict[str, Tensor], name: str, side: int, first: bool) -> Dict[str, Tensor]:
    out = self.copied(w)
    last = self.bottleneck(out, name, side, False, first)
    return out

  # The side of the maps that come out.
  def bottleneck(self: __torch__.Packing, out: Dict[str, Tensor], name: str, side: int, halves: bool, first: bool) -> int:
    self.convolution(out, name + "conv1", side, 1, 0)
    self.convolution(out, name + "conv2", side, 1, 1)
    small = side
    if halves:
      small = side // 2
    self.convolution(out, name + "conv3", small, 1, 0)
    if first:
      self.convolution(out, name + "downsample.0", small, 1, 0)
    return small

  # Some convolutions want another order for one image than for several: then there are both.
  def convolution(self: __torch__.Packing, out: Dict[str, Tensor], name: str, side: int, stride: int, padding: int) -> NoneType:
    weight = out[name + ".weight"]
    several = ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, [2, weight.size(1), side, side])
    single = ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, [1, weight.size(1), side, side])
    out[name + ".weight"] = several
    if not torch.equal(ops.mkldnn._get_mkldnn_serialized_md(several), ops.mkldnn._get_mkldnn_serialized_md(single)):
      out[name + ".weight.single"] = single
    return None

  # A transformer. The last block's attention computes one token alone, with parts of these weights: it stays as it is.
  def transformer(self: __torch__.Packing, w: Dict[str, Tensor], layers: int, rows: int, quick: bool) -> Dict[str, Tensor]:
    out = self.copied(w)
    for block in range(layers):
      name = "transformer.resblocks." + str(block) + "."
      if block < layers - 1:
        self.product(out, name + "attn.in_proj_weight", rows, 1.)
        self.product(out, name + "attn.out_proj.weight", rows, 1.)
      self.neurons(out, name, rows, quick)
    return out

  # A single MLP.
  def mlp(self: __torch__.Packing, w: Dict[str, Tensor], name: str, rows: int, quick: bool) -> Dict[str, Tensor]:
    out = self.copied(w)
    self.neurons(out, name, rows, quick)
    return out

  # QuickGELU(h) is silu(1.702 h) / 1.702: the factors go into the weights.
  def neurons(self: __torch__.Packing, out: Dict[str, Tensor], name: str, rows: int, quick: bool) -> NoneType:
    factor = 1.
    if quick:
      factor = 1.702
      out[name + "mlp.c_fc.bias"] = torch.mul(out[name + "mlp.c_fc.bias"], factor)
    self.product(out, name + "mlp.c_fc.weight", rows, factor)
    self.product(out, name + "mlp.c_proj.weight", rows, 1. / factor)
    return None

  def product(self: __torch__.Packing, out: Dict[str, Tensor], name: str, rows: int, factor: float) -> NoneType:
    weight = out[name]
    if factor != 1.:
      weight = torch.mul(weight, factor)
    out[name] = ops.mkldnn._reorder_linear_weight(weight, rows)
    return None

  def copied(self: __torch__.Packing, w: Dict[str, Tensor]) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    for key in list(torch.keys(w)):
      out[key] = w[key]
    return out

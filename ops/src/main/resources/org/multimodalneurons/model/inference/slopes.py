# The maps of CLIP's ResNet and their derivative by the pixels, in TorchScript: the way there keeps what the way back needs.
# Weights are packed (see packing.py); those of the way back are transposed, so that it is made of convolutions, too.
class Slopes(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Pixels [n, 3, size, size] to all that the way back needs: three maps of the stem, then three of each bottleneck, the last
  # of which is what comes out; of the last bottleneck before its ReLU where signed, else after it.
  def there(self: __torch__.Slopes, w: Dict[str, Tensor], pixels: Tensor, blocks: List[int], stages: int, last: int, signed: bool) -> List[Tensor]:
    kept = annotate(List[Tensor], [])
    x = __torch__.convolution.convolve(pixels, w, "conv1", 2, 1, True)
    torch.append(kept, x)
    x = __torch__.convolution.convolve(x, w, "conv2", 1, 1, True)
    torch.append(kept, x)
    x = __torch__.convolution.convolve(x, w, "conv3", 1, 1, True)
    torch.append(kept, x)
    x = torch.avg_pool2d(x, [2, 2])
    for stage in range(stages):
      count = blocks[stage]
      if stage == stages - 1:
        count = last + 1
      for block in range(count):
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        halves = stage > 0 and block == 0
        shortcut = x
        y = __torch__.convolution.convolve(x, w, name + "conv1", 1, 0, True)
        torch.append(kept, y)
        y = __torch__.convolution.convolve(y, w, name + "conv2", 1, 1, True)
        torch.append(kept, y)
        if halves:
          y = torch.avg_pool2d(y, [2, 2])
          shortcut = torch.avg_pool2d(x, [2, 2])
        if block == 0:
          shortcut = __torch__.convolution.convolve(shortcut, w, name + "downsample.0", 1, 0, False)
        relu = not (signed and stage == stages - 1 and block == last)
        x = self.sum(shortcut, y, w, name + "conv3", w[name + "conv3.bias"], relu)
        torch.append(kept, x)
    return kept

  # What came out.
  def out(self: __torch__.Slopes, kept: List[Tensor]) -> Tensor:
    return kept[-1]

  # The derivative by what came out to that by the pixels. A ReLU that was silent lets the part `leak` through, one that was
  # not lets 1 + leak through. What was kept is given back on the way, so that its memory serves for what is computed.
  def back(self: __torch__.Slopes, w: Dict[str, Tensor], b: Dict[str, Tensor], kept: List[Tensor], gradient: Tensor, blocks: List[int], stages: int, last: int, signed: bool, leak: float) -> Tensor:
    g = gradient.clone()
    for above in range(stages):
      stage = stages - 1 - above
      count = blocks[stage]
      if above == 0:
        count = last + 1
      for later in range(count):
        block = count - 1 - later
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        halves = stage > 0 and block == 0
        out = torch.pop(kept)
        if not (signed and above == 0 and later == 0):
          g = self.cut(g, out, leak)
        second = torch.pop(kept)
        first = torch.pop(kept)
        h = self.transposed(g, b, name + "conv3", 0)
        shortcut = g
        if block == 0:
          shortcut = self.transposed(g, b, name + "downsample.0", 0)
        if halves:
          h = self.spread(h, second)
          shortcut = self.spread(shortcut, kept[-1])
        h = self.transposed(self.cut(h, second, leak), b, name + "conv2", 1)
        h = self.cut(h, first, leak)
        g = self.sum(shortcut, h, b, name + "conv1", None, False)
    last_of_stem = torch.pop(kept)
    g = self.cut(self.spread(g, last_of_stem), last_of_stem, leak)
    g = self.cut(self.transposed(g, b, "conv3", 1), torch.pop(kept), leak)
    g = self.cut(self.transposed(g, b, "conv2", 1), torch.pop(kept), leak)
    return torch.conv_transpose2d(g, b["conv1.weight"], None, [2, 2], [1, 1], [1, 1])

  # The way back through a ReLU, written over the derivative.
  def cut(self: __torch__.Slopes, g: Tensor, after: Tensor, leak: float) -> Tensor:
    if leak == 0.:
      return torch.threshold_backward(g, after, 0, grad_input=g)
    return torch.add_(torch.threshold_backward(g, after, 0), g, alpha=leak)

  # The way back through average pooling by 2 x 2 of such a map.
  def spread(self: __torch__.Slopes, g: Tensor, before: Tensor) -> Tensor:
    return torch.avg_pool2d_backward(g, before, [2, 2], [2, 2], [0, 0], False, True, None)

  def transposed(self: __torch__.Slopes, g: Tensor, b: Dict[str, Tensor], name: str, padding: int) -> Tensor:
    weight = __torch__.convolution.packed(g, b, name)
    return ops.mkldnn._convolution_pointwise(g, weight, None, [padding, padding], [1, 1], [1, 1], 1, "none", [], "")

  # A convolution of x by 1 x 1, and a map added.
  def sum(self: __torch__.Slopes, map: Tensor, x: Tensor, w: Dict[str, Tensor], name: str, bias: Optional[Tensor], relu: bool) -> Tensor:
    weight = __torch__.convolution.packed(x, w, name)
    if relu:
      return ops.mkldnn._convolution_pointwise(x, map, weight, bias, [0, 0], [1, 1], [1, 1], 1, "add", 1., "relu", [], "")
    return ops.mkldnn._convolution_pointwise(x, map, weight, bias, [0, 0], [1, 1], [1, 1], 1, "add", 1., None, [], None)

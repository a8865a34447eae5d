# CLIP's towers for inference alone, in TorchScript: one call a batch, no place to look inside, no gradient. Weights are
# looked up by open_clip's names; batch normalisation is folded into the convolutions. How convolutions and matrix
# products are computed is chosen for the machine: see the files beside this one.
class Towers(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Pixels [n, 3, size, size] to embeddings [n, e]. Blocks: how many bottlenecks each stage has.
  def resnet(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor, blocks: List[int], heads: int) -> Tensor:
    x = self.stem(w, pixels)
    for stage in range(4):
      for block in range(blocks[stage]):
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        x = self.bottleneck(w, x, name, stage > 0 and block == 0, block == 0)
    return self.attention_pool(w, x, heads)

  # Pixels [n, 3, size, size] to the maps after a bottleneck: before its last ReLU where signed, else after it.
  def resnet_maps(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor, blocks: List[int], stages: int, last: int, signed: bool) -> Tensor:
    x = self.stem(w, pixels)
    for stage in range(stages):
      count = blocks[stage]
      if stage == stages - 1:
        count = last
      for block in range(count):
        name = "layer" + str(stage + 1) + "." + str(block) + "."
        x = self.bottleneck(w, x, name, stage > 0 and block == 0, block == 0)
    name = "layer" + str(stages) + "." + str(last) + "."
    shortcut = self.shortcut(w, x, name, stages > 1 and last == 0, last == 0)
    y = self.branch(w, x, name, stages > 1 and last == 0)
    if signed:
      return __torch__.convolution.convolve(y, w, name + "conv3", 1, 0, False).add_(shortcut)
    return self.onto(w, shortcut, y, name)

  def stem(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor) -> Tensor:
    x = __torch__.convolution.convolve(pixels, w, "conv1", 2, 1, True)
    x = __torch__.convolution.convolve(x, w, "conv2", 1, 1, True)
    x = __torch__.convolution.convolve(x, w, "conv3", 1, 1, True)
    return torch.avg_pool2d(x, [2, 2])

  def bottleneck(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str, halves: bool, first: bool) -> Tensor:
    return self.onto(w, self.shortcut(w, x, name, halves, first), self.branch(w, x, name, halves), name)

  # The bottleneck up to its last convolution.
  def branch(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str, halves: bool) -> Tensor:
    y = __torch__.convolution.convolve(x, w, name + "conv1", 1, 0, True)
    y = __torch__.convolution.convolve(y, w, name + "conv2", 1, 1, True)
    if halves:
      y = torch.avg_pool2d(y, [2, 2])
    return y

  def shortcut(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str, halves: bool, first: bool) -> Tensor:
    y = x
    if halves:
      y = torch.avg_pool2d(y, [2, 2])
    if first:
      y = __torch__.convolution.convolve(y, w, name + "downsample.0", 1, 0, False)
    return y

  # relu(shortcut + the last convolution of the branch), written over the shortcut.
  def onto(self: __torch__.Towers, w: Dict[str, Tensor], shortcut: Tensor, branch: Tensor, name: str) -> Tensor:
    return __torch__.convolution.convolve_onto(shortcut, branch, w, name + "conv3")

  # Only the mean asks, so no place needs a key or a value of its own: the question is carried to the places, and the
  # places, weighted by the answers, are carried to the value. The keys' bias adds the same to all places and falls out.
  def attention_pool(self: __torch__.Towers, w: Dict[str, Tensor], maps: Tensor, heads: int) -> Tensor:
    n = maps.size(0)
    c = maps.size(1)
    d = c // heads
    places = maps.flatten(2).transpose(1, 2)
    tokens = torch.cat([places.mean([1], True), places], 1) + w["attnpool.positional_embedding"]
    query = torch.linear(tokens.select(1, 0), w["attnpool.q_proj.weight"], w["attnpool.q_proj.bias"])
    query = query.view([n, heads, d]).transpose(0, 1) * d ** -0.5
    asked = torch.bmm(query, w["attnpool.k_proj.weight"].view([heads, d, c])).transpose(0, 1)
    answers = torch.bmm(torch.softmax(torch.bmm(asked, tokens.transpose(1, 2)), -1), tokens)
    value = torch.bmm(answers.transpose(0, 1), w["attnpool.v_proj.weight"].view([heads, d, c]).transpose(1, 2))
    value = value.transpose(0, 1).reshape([n, c]) + w["attnpool.v_proj.bias"]
    return torch.linear(value, w["attnpool.c_proj.weight"], w["attnpool.c_proj.bias"])

  # Pixels [n, 3, size, size] to embeddings [n, e].
  def vit(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor, layers: int, heads: int, quick: bool) -> Tensor:
    ends = torch.zeros([pixels.size(0)], dtype=4)
    x = self.transformer(w, self.tokens(w, pixels), ends, layers, heads, quick, False)
    return torch.matmul(self.norm(w, x, "ln_post"), w["proj"])

  # The class token and the patches of pixels: [n, 3, size, size] to [n, t, c].
  def tokens(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor) -> Tensor:
    patch = w["conv1.weight"].size(2)
    patches = torch.conv2d(pixels, w["conv1.weight"], None, [patch, patch]).flatten(2).transpose(1, 2)
    classes = w["class_embedding"].expand([pixels.size(0), 1, -1])
    x = torch.cat([classes, patches], 1) + w["positional_embedding"]
    return self.norm(w, x, "ln_pre")

  # Pixels to all tokens of one block [n, t, c]; or its neurons [n, t, 4 c], before their activation function or after it.
  def vit_tokens(self: __torch__.Towers, w: Dict[str, Tensor], pixels: Tensor, block: int, heads: int, quick: bool, neurons: bool, activated: bool) -> Tensor:
    x = self.tokens(w, pixels)
    for earlier in range(block):
      name = "transformer.resblocks." + str(earlier) + "."
      x = self.attend(w, x, name, heads, False)
      x = self.mlp(w, x, name, quick)
    name = "transformer.resblocks." + str(block) + "."
    x = self.attend(w, x, name, heads, False)
    if not neurons:
      return self.mlp(w, x, name, quick)
    n = x.size(0)
    t = x.size(1)
    rows = self.norm(w, x, name + "ln_2").view([n * t, x.size(2)])
    if not activated:
      return __torch__.product.sums(rows, w, name + "mlp.c_fc.weight", name + "mlp.c_fc.bias", quick).view([n, t, -1])
    after = __torch__.product.neurons(rows, w, name + "mlp.c_fc.weight", name + "mlp.c_fc.bias", quick)
    if quick:
      after = torch.mul_(after, 1. / 1.702)
    return after.view([n, t, -1])

  # Token ids [n, t] and the index [n] of each row's end token to embeddings [n, e].
  def text(self: __torch__.Towers, w: Dict[str, Tensor], ids: Tensor, ends: Tensor, layers: int, heads: int, quick: bool) -> Tensor:
    x = torch.embedding(w["token_embedding.weight"], ids)
    x = x + torch.slice(w["positional_embedding"], 0, 0, ids.size(1))
    x = self.transformer(w, x, ends, layers, heads, quick, True)
    return torch.matmul(self.norm(w, x, "ln_final"), w["text_projection"])

  # Tokens [n, t, c] to what has become of one token of each row [n, c]. The last block computes that token alone.
  def transformer(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, read: Tensor, layers: int, heads: int, quick: bool, causal: bool) -> Tensor:
    for block in range(layers - 1):
      name = "transformer.resblocks." + str(block) + "."
      x = self.attend(w, x, name, heads, causal)
      x = self.mlp(w, x, name, quick)
    name = "transformer.resblocks." + str(layers - 1) + "."
    y = self.attend_from(w, x, read, name, heads, causal)
    return self.mlp(w, y.unsqueeze(1), name, quick).squeeze(1)

  def attend(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str, heads: int, causal: bool) -> Tensor:
    n = x.size(0)
    t = x.size(1)
    c = x.size(2)
    rows = self.norm(w, x, name + "ln_1").view([n * t, c])
    qkv = __torch__.product.product(rows, w, name + "attn.in_proj_weight", name + "attn.in_proj_bias")
    parts = qkv.view([n, t, 3, heads, c // heads]).permute([2, 0, 3, 1, 4])
    seen = torch.scaled_dot_product_attention(parts.select(0, 0), parts.select(0, 1), parts.select(0, 2), None, 0., causal)
    seen = seen.transpose(1, 2).reshape([n * t, c])
    sums = __torch__.product.onto(x.view([n * t, c]), seen, w, name + "attn.out_proj.weight", name + "attn.out_proj.bias", 1.)
    return sums.view([n, t, c])

  # The same for one token of each row: [n, t, c] to [n, c]. As in attention_pool, no other token needs a key or a value.
  def attend_from(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, read: Tensor, name: str, heads: int, causal: bool) -> Tensor:
    n = x.size(0)
    t = x.size(1)
    c = x.size(2)
    d = c // heads
    tokens = self.norm(w, x, name + "ln_1")
    index = read.view([n, 1, 1]).expand([n, 1, c])
    weight = w[name + "attn.in_proj_weight"]
    bias = w[name + "attn.in_proj_bias"]
    asking = torch.gather(tokens, 1, index).squeeze(1)
    query = torch.linear(asking, torch.slice(weight, 0, 0, c), torch.slice(bias, 0, 0, c))
    query = query.view([n, heads, d]).transpose(0, 1) * d ** -0.5
    asked = torch.bmm(query, torch.slice(weight, 0, c, 2 * c).view([heads, d, c])).transpose(0, 1)
    logits = torch.bmm(asked, tokens.transpose(1, 2))
    if causal:
      later = torch.gt(torch.arange(t).view([1, 1, t]), read.view([n, 1, 1]))
      logits = torch.masked_fill(logits, later, -inf)
    answers = torch.bmm(torch.softmax(logits, -1), tokens)
    value = torch.bmm(answers.transpose(0, 1), torch.slice(weight, 0, 2 * c).view([heads, d, c]).transpose(1, 2))
    value = value.transpose(0, 1).reshape([n, c]) + torch.slice(bias, 0, 2 * c)
    seen = torch.linear(value, w[name + "attn.out_proj.weight"], w[name + "attn.out_proj.bias"])
    return torch.gather(x, 1, index).squeeze(1) + seen

  # x + mlp(x). QuickGELU(h) is silu(1.702 h) / 1.702: the factors go into the products.
  def mlp(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str, quick: bool) -> Tensor:
    n = x.size(0)
    t = x.size(1)
    c = x.size(2)
    rows = self.norm(w, x, name + "ln_2").view([n * t, c])
    neurons = __torch__.product.neurons(rows, w, name + "mlp.c_fc.weight", name + "mlp.c_fc.bias", quick)
    back = 1.
    if quick:
      back = 1. / 1.702
    sums = __torch__.product.onto(x.view([n * t, c]), neurons, w, name + "mlp.c_proj.weight", name + "mlp.c_proj.bias", back)
    return sums.view([n, t, c])

  def norm(self: __torch__.Towers, w: Dict[str, Tensor], x: Tensor, name: str) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], w[name + ".weight"], w[name + ".bias"], 1e-5)

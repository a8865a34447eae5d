# Rounds the weights of a transformer's matrix products to 8 bits: symmetrically, with a scale for each row (each neuron).
class Reduction(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # All tensors of a tower, and for each such weight [m, k] the rounded one as oneDNN wants it, the scales [m], and zeros.
  def reduce(self: __torch__.Reduction, w: Dict[str, Tensor], layers: int) -> Dict[str, Tensor]:
    out = annotate(Dict[str, Tensor], {})
    for key in list(torch.keys(w)):
      out[key] = w[key]
    for block in range(layers):
      for part in ["attn.in_proj_weight", "attn.out_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight"]:
        name = "transformer.resblocks." + str(block) + "." + part
        weight = w[name]
        scales = torch.div(torch.clamp_min_(torch.amax(torch.abs(weight), [1]), 1e-12), 127.)
        rounded = torch.to(torch.round_(torch.div(weight, scales.unsqueeze(1))), 1)
        out[name + ".packed"] = ops.onednn.qlinear_prepack(rounded, None)
        out[name + ".scales"] = scales
        out[name + ".zeros"] = torch.zeros([weight.size(0)], dtype=4)
    return out

package lotic.learning.ops;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The methods of TorchScript that every program may call.
final class ScriptPrelude {

    /// ImageNet's mean and standard deviation of red, green and blue in 0..1, as VISSL and timm
    /// have them.
    private static final double[] MEAN = {0.485, 0.456, 0.406};

    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    /// Placeholders: exact and fast type, kernels' indices, scales and shifts of colours.
    private static final String TEXT =
            """
            def cast(self: __torch__.M, p: List[Tensor]) -> List[Tensor]:
              w = annotate(List[Tensor], [])
              for i in range(torch.len(p)):
                _ = torch.append(w, p[i])
              kernels = annotate(List[int], ${kernels})
              for j in range(torch.len(kernels)):
                k = kernels[j]
                w[k] = torch.contiguous(p[k].to(${fast}), memory_format=2)
              return w
            def pixels(self: __torch__.M, x: Tensor) -> Tensor:
              scale = torch.reshape(torch.stack([${scales}]), [1, 3, 1, 1])
              shift = torch.reshape(torch.stack([${shifts}]), [1, 3, 1, 1])
              y = torch.permute(x, [0, 3, 1, 2])
              return torch.addcmul(shift.to(y.device), y.to(${exact}), scale.to(y.device)).to(${fast})
            def pointwise(self: __torch__.M, x: Tensor, w: Tensor) -> Tensor:
              pixels = torch.mul(torch.mul(torch.size(x, 0), torch.size(x, 2)), torch.size(x, 3))
              if torch.eq(torch.remainder(pixels, 64), 0):
                rows = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, 8, 8, torch.size(x, 1)])
                y = torch.conv2d(torch.permute(rows, [0, 3, 1, 2]), w, None, [1, 1], [0, 0], [1, 1], 1)
                maps = [torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), -1]
                z = torch.permute(torch.reshape(torch.permute(y, [0, 2, 3, 1]), maps), [0, 3, 1, 2])
              else:
                z = torch.conv2d(x, w, None, [1, 1], [0, 0], [1, 1], 1)
              return z
            def stride(self: __torch__.M, x: Tensor, pixels: int) -> int:
              if torch.eq(torch.mul(torch.size(x, 2), torch.size(x, 3)), 1):
                moved = 1
              else:
                moved = pixels
              return moved
            def leaves(self: __torch__.M, p: List[Tensor], count: int) -> List[Tensor]:
              found = annotate(List[Tensor], [])
              for i in range(count):
                _ = torch.append(found, torch.detach(p[i]).requires_grad_(True))
              return found
            def copies(self: __torch__.M, s: List[Tensor]) -> List[Tensor]:
              found = annotate(List[Tensor], [])
              for i in range(torch.len(s)):
                _ = torch.append(found, torch.clone(s[i]))
              return found
            def keep(self: __torch__.M, old: List[Tensor], new: List[Tensor]) -> NoneType:
              for i in range(torch.len(new)):
                _ = torch.copy_(old[i], new[i])
              return None
            def gradients(self: __torch__.M, loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
              found = torch.autograd.grad([loss], leaves)
              g = annotate(List[Tensor], [])
              for i in range(torch.len(found)):
                one = found[i]
                if one is not None:
                  _ = torch.append(g, one)
                else:
                  pass
              return g
            def summed(self: __torch__.M, sums: List[Tensor], g: List[Tensor]) -> List[Tensor]:
              found = annotate(List[Tensor], [])
              for i in range(torch.len(g)):
                if torch.eq(torch.len(sums), 0):
                  _ = torch.append(found, g[i])
                else:
                  _ = torch.append(found, torch.add(sums[i], g[i]))
              return found
            def micro_batch(self: __torch__.M, x: Tensor, rows: int, count: int, m: int) -> Tensor:
              y = torch.unflatten(x, 0, [rows, count, -1])
              return torch.flatten(torch.select(y, 1, m), 0, 1)
            def back(self: __torch__.M, y: List[Tensor], t: List[Optional[Tensor]], first: int, x: List[Tensor], targets: List[int]) -> NoneType:
              reached = annotate(List[Tensor], [])
              slopes = annotate(List[Optional[Tensor]], [])
              for i in range(torch.len(y)):
                slope = t[torch.add(first, i)]
                if slope is not None:
                  _ = torch.append(reached, y[i])
                  _ = torch.append(slopes, slope)
                else:
                  pass
                _ = torch._set_item(t, torch.add(first, i), None)
              found = torch.autograd.grad(reached, x, slopes, None, False, True)
              for j in range(torch.len(targets)):
                k = targets[j]
                one = found[j]
                sum = t[k]
                if one is not None:
                  if sum is not None:
                    _ = torch._set_item(t, k, torch.add(sum, one))
                  else:
                    _ = torch._set_item(t, k, one)
                else:
                  pass
              return None
            def widened(self: __torch__.M, t: List[Optional[Tensor]], count: int) -> List[Tensor]:
              g = annotate(List[Tensor], [])
              for i in range(count):
                _ = torch.append(g, torch._unwrap_optional(t[i]).to(${exact}))
              return g
            """;

    private ScriptPrelude() {}

    /// The methods' text.
    ///
    /// `cast` gives weights as operations take them: those of convolutions in the fast type and
    /// channels-last. `pixels` reads interleaved pixels, which permuted lie channels-last already.
    /// `pointwise` is a convolution that sees one pixel at a time, so how pixels make up maps is
    /// free: in maps of 8x8 libtorch's (oneDNN's) are fastest, and regrouping them moves nothing.
    /// `stride` is 1 on a map of a single pixel, where none matters: the gradient that libtorch
    /// 2.7.1's oneDNN gives a grouped bfloat16 kernel of stride 2 there is not a number. `back`
    /// carries gradients in `t` from a segment's outputs to its inputs, as [Recomputation] says,
    /// and lets go of the former; `widened` gives those of parameters in the exact type. `keep`
    /// copies one by one: `_foreach_copy_` into a list that the program made itself counts as dead
    /// code, because libtorch's alias analysis sees the list written, not its elements.
    static String of(Layout layout, Arithmetic arithmetic) {
        String kernels =
                IntStream.range(0, layout.parameters().size())
                        .filter(i -> layout.parameters().get(i).shape().rank() == 4)
                        .boxed()
                        .toList()
                        .toString();
        IntStream colours = IntStream.range(0, MEAN.length);
        String scales = numbers(colours.mapToDouble(c -> 1 / (255 * DEVIATION[c])), arithmetic);
        colours = IntStream.range(0, MEAN.length);
        String shifts = numbers(colours.mapToDouble(c -> -MEAN[c] / DEVIATION[c]), arithmetic);
        return TEXT.replace("${kernels}", kernels)
                .replace("${fast}", String.valueOf(arithmetic.fast()))
                .replace("${exact}", String.valueOf(arithmetic.exact()))
                .replace("${scales}", scales)
                .replace("${shifts}", shifts);
    }

    /// Not as `torch.tensor([…])`, which rounds through float32 even for float64.
    private static String numbers(DoubleStream values, Arithmetic arithmetic) {
        return values.mapToObj(
                        value ->
                                "torch.scalar_tensor(%s, dtype=%d)"
                                        .formatted(value, arithmetic.exact()))
                .collect(Collectors.joining(", "));
    }
}

using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.States;

/// <content>Gates that rename wires or change basis states.</content>
internal sealed partial class FactoredState<T>
{
    // Permutations of basis states and swaps of wires touch no amplitude.
    private bool TryPermute(BoundGate gate, ReadOnlySpan<int> targets)
    {
        if (gate.IsSwap)
        {
            Swap(targets[0], targets[1]);
            return true;
        }

        int column = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (_factors[targets[i]] is not null)
                return false;
            column |= _values[targets[i]] ? 1 << i : 0;
        }

        int row = gate.RowOf(column);
        for (int i = 0; i < targets.Length; i++)
            _values[targets[i]] = ((row >> i) & 1) != 0;
        return true;
    }

    private void Swap(int first, int second)
    {
        (_values[first], _values[second]) = (_values[second], _values[first]);
        Factor<T>? one = _factors[first];
        Factor<T>? two = _factors[second];
        if (one is null && two is null)
            return;
        if (one == two)
        {
            Rename(Own(one!), first, second);
            return;
        }

        // A factor's wires name their owners, so a shared factor is copied before a wire of it is renamed.
        if (one is not null)
            one = Own(one);
        if (two is not null)
            two = Own(two);
        if (one is not null)
            one.Wires[one.PositionOf(first)] = second;
        if (two is not null)
            two.Wires[two.PositionOf(second)] = first;
        (_factors[first], _factors[second]) = (two, one);
    }

    private static void Rename(Factor<T> factor, int first, int second)
    {
        int one = factor.PositionOf(first);
        int two = factor.PositionOf(second);
        (factor.Wires[one], factor.Wires[two]) = (second, first);
    }
}

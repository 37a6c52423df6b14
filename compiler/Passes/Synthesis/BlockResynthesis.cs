using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Rewrites runs of gates on one pair of qubits with the fewest two-qubit gates there are for their product (Vidal and Dawson, Phys. Rev. A 69, 010301:
/// none, one, two or three controlled x by the angles of its <see cref="WeylDecomposition"/>; one native interaction an angle where any angle is native).
/// A run that has no fewer stays as it is. Open angles end a run. Linear in the number of nodes.
/// </summary>
internal sealed class BlockResynthesis(InteractionLowering lowering, int qubitCount)
{
    /// <summary>Above the rounding of a product of a few hundred gates; smaller angles of the product are that rounding.</summary>
    private const double Rounding = 1e-12;

    private readonly Block?[] _open = new Block?[qubitCount];
    private readonly List<CircuitNode> _output = [];

    private sealed class Block(int first, int second)
    {
        public int First { get; } = first;

        public int Second { get; } = second;

        public List<CircuitNode> Nodes { get; } = [];

        public int Cost { get; set; }

        public int Interactions { get; set; }
    }

    /// <summary>Number of two-qubit gates that went away.</summary>
    public int Saved { get; private set; }

    public List<CircuitNode> Run(List<CircuitNode> nodes)
    {
        foreach (CircuitNode node in nodes)
        {
            switch (node)
            {
                case InteractionNode { Angle.IsConstant: true } pair:
                    Interact(pair);
                    break;
                case RunNode { Run.IsConstant: true } run when _open[run.Qubit] is { } block:
                    block.Nodes.Add(run);
                    break;
                case BranchNode branch:
                    foreach (int qubit in NodeQubits.Of(branch))
                        Close(qubit);
                    _output.Add(branch with { Then = Inner(branch.Then), Else = branch.Else is null ? null : Inner(branch.Else) });
                    break;
                case FixedNode fixedNode when fixedNode.Operation.Operands().IsEmpty:
                    CloseAll();
                    _output.Add(node);
                    break;
                default:
                    foreach (int qubit in NodeQubits.Of(node))
                        Close(qubit);
                    _output.Add(node);
                    break;
            }
        }

        CloseAll();
        return _output;
    }

    private List<CircuitNode> Inner(List<CircuitNode> nodes)
    {
        var inner = new BlockResynthesis(lowering, qubitCount);
        List<CircuitNode> result = inner.Run(nodes);
        Saved += inner.Saved;
        return result;
    }

    private void Interact(InteractionNode pair)
    {
        if (_open[pair.First] is not { } block || block != _open[pair.Second])
        {
            Close(pair.First);
            Close(pair.Second);
            block = new Block(pair.First, pair.Second);
            _open[pair.First] = _open[pair.Second] = block;
        }

        block.Nodes.Add(pair);
        block.Cost += lowering.CostOf(pair.Angle);
        block.Interactions++;
    }

    private void CloseAll()
    {
        for (int qubit = 0; qubit < qubitCount; qubit++)
            Close(qubit);
    }

    private void Close(int qubit)
    {
        if (_open[qubit] is not { } block)
            return;
        _open[block.First] = _open[block.Second] = null;
        _output.AddRange(Best(block));
    }

    private List<CircuitNode> Best(Block block)
    {
        if (block.Interactions < 2)
            return block.Nodes;
        Unitary4 product = Product(block.Nodes, block);
        var weyl = WeylDecomposition.Of(product);
        List<CircuitNode>? best = null;
        int cost = block.Cost;
        foreach (List<CircuitNode> candidate in Candidates(block, weyl))
        {
            int price = candidate.OfType<InteractionNode>().Sum(i => lowering.CostOf(i.Angle));
            if (price < cost && product.DistanceTo(Product(candidate, block)) < 1e-11)
                (best, cost) = (candidate, price);
        }

        Saved += block.Cost - cost;
        return best ?? block.Nodes;
    }

    private static Unitary4 Product(List<CircuitNode> nodes, Block block)
    {
        Unitary4 product = Unitary4.Identity;
        foreach (CircuitNode node in nodes)
        {
            product = node switch
            {
                InteractionNode pair => Unitary4.Rzz(pair.Angle.Constant) * product,
                RunNode run when run.Qubit == block.First => Unitary4.Of(run.Run.First, Unitary2.Identity) * product,
                RunNode run => Unitary4.Of(Unitary2.Identity, run.Run.First) * product,
                _ => throw new InvalidOperationException(node.ToString()),
            };
        }

        return product;
    }

    private static IEnumerable<List<CircuitNode>> Candidates(Block block, WeylDecomposition weyl)
    {
        double[] angles = [.. new[] { weyl.X, weyl.Y, weyl.Z }.Select(a => Math.Abs(a) < Rounding ? 0 : a)];
        var direct = new TwoQubitWriter(block.First, block.Second, block.Nodes[0].Origin);
        direct.Local(weyl.FirstBefore, weyl.SecondBefore);
        for (int axis = 0; axis < 3; axis++)
            direct.Interaction(axis, angles[axis]);
        direct.Local(weyl.FirstBehind, weyl.SecondBehind);
        yield return direct.Nodes;

        var pulses = new TwoQubitWriter(block.First, block.Second, block.Nodes[0].Origin);
        pulses.Local(weyl.FirstBefore, weyl.SecondBefore);
        int zero = Array.IndexOf(angles, 0);
        if (zero < 0)
            pulses.ThreeControlledX(weyl.X, weyl.Y, weyl.Z);
        else
            pulses.TwoControlledX(zero, angles[(zero + 1) % 3], angles[(zero + 2) % 3]);
        pulses.Local(weyl.FirstBehind, weyl.SecondBehind);
        yield return pulses.Nodes;
    }
}

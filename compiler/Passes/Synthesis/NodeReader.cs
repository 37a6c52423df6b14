using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Turns straight-line operations into nodes.</summary>
internal static class NodeReader
{
    public static List<CircuitNode> Read(Block block, DiagnosticBag diagnostics)
    {
        var nodes = new List<CircuitNode>(block.Operations.Count * 3);
        var expander = new GateExpander(nodes, diagnostics);
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation gate:
                    expander.Expand(gate);
                    break;
                case IfOperation branch:
                    nodes.Add(new BranchNode(branch, Read(branch.Then, diagnostics), branch.Else is null ? null : Read(branch.Else, diagnostics)));
                    break;
                default:
                    nodes.Add(new FixedNode(operation));
                    break;
            }
        }

        return nodes;
    }
}

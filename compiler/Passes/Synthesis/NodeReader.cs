using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Turns straight-line operations into nodes.</summary>
internal static class NodeReader
{
    public static List<CircuitNode> Read(Block block, PassContext context) => Read(block, context.Diagnostics, new ExpansionBudget(context.Cancellation));

    private static List<CircuitNode> Read(Block block, DiagnosticBag diagnostics, ExpansionBudget budget)
    {
        var nodes = new List<CircuitNode>(block.Operations.Count * 3);
        var expander = new GateExpander(nodes, diagnostics, budget);
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation gate:
                    expander.Expand(gate);
                    break;
                case IfOperation branch:
                    nodes.Add(new BranchNode(branch, Read(branch.Then, diagnostics, budget), branch.Else is null ? null : Read(branch.Else, diagnostics, budget)));
                    break;
                default:
                    nodes.Add(new FixedNode(operation));
                    break;
            }
        }

        return nodes;
    }
}

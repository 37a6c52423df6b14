using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Operations as OpenQASM names them, for messages and reports.</summary>
public static class OperationNames
{
    /// <summary>The name of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>A gate's name, or the keyword.</returns>
    public static string Of(Operation operation) => operation switch
    {
        GateOperation gate => gate.Gate.Name,
        MeasureOperation => "measure",
        ResetOperation => "reset",
        BarrierOperation => "barrier",
        DelayOperation => "delay",
        IfOperation => "if",
        SwitchOperation => "switch",
        ForOperation => "for",
        WhileOperation => "while",
        BoxOperation => "box",
        AssignOperation => "an assignment",
        BreakOperation => "break",
        ContinueOperation => "continue",
        _ => "end",
    };
}

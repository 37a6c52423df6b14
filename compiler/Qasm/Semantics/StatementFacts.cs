using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>What can be said of a statement from its form alone.</summary>
internal static class StatementFacts
{
    /// <summary>A statement in words, for messages.</summary>
    public static string Describe(StatementSyntax statement) => statement switch
    {
        MeasureSyntax => "a measurement",
        ResetSyntax => "a reset",
        AssignmentSyntax => "an assignment",
        QubitDeclarationSyntax => "a qubit declaration",
        ClassicalDeclarationSyntax => "a declaration",
        DelaySyntax => "a delay",
        ReturnSyntax => "a return",
        GateDefinitionSyntax => "a gate definition",
        SubroutineDefinitionSyntax => "a subroutine",
        _ => "this statement",
    };

    /// <summary>Whether a statement may return from its subroutine.</summary>
    public static bool MayReturn(StatementSyntax statement) => Any(statement, static s => s is ReturnSyntax, intoLoops: true);

    /// <summary>Whether a loop body leaves or continues the loop it belongs to.</summary>
    public static bool MayJump(StatementSyntax body) => Any(body, static s => s is BreakSyntax or ContinueSyntax, intoLoops: false);

    /// <summary>Whether a name is written to in some statement.</summary>
    public static bool Assigns(ImmutableArray<StatementSyntax> statements, string name) => statements.Any(s => Any(
        s,
        part => part switch
        {
            AssignmentSyntax assignment => Root(assignment.Target) == name,
            MeasureSyntax { Target: { } target } => Root(target) == name,
            _ => false,
        },
        intoLoops: true));

    /// <summary>Whether every path through statements ends in a return, or goes on for ever.</summary>
    public static bool AlwaysReturns(ImmutableArray<StatementSyntax> statements) => statements.Any(AlwaysReturns);

    private static bool AlwaysReturns(StatementSyntax statement) => statement switch
    {
        ReturnSyntax or EndSyntax => true,
        BlockSyntax block => AlwaysReturns(block.Statements),
        BoxSyntax box => AlwaysReturns(box.Body.Statements),
        IfSyntax branch => branch.Else is not null && AlwaysReturns(branch.Then) && AlwaysReturns(branch.Else),
        WhileSyntax { Condition: BooleanSyntax { Value: true } } loop => !MayJump(loop.Body),
        SwitchSyntax choice => choice.Cases.Any(c => c.Labels.IsEmpty) && choice.Cases.All(c => AlwaysReturns(c.Body.Statements)),
        _ => false,
    };

    private static string? Root(ExpressionSyntax place)
    {
        while (place is IndexSyntax index)
            place = index.Operand;
        return (place as NameSyntax)?.Text;
    }

    private static bool Any(StatementSyntax statement, Func<StatementSyntax, bool> predicate, bool intoLoops)
    {
        if (predicate(statement))
            return true;
        return statement switch
        {
            BlockSyntax block => block.Statements.Any(s => Any(s, predicate, intoLoops)),
            BoxSyntax box => Any(box.Body, predicate, intoLoops),
            IfSyntax branch => Any(branch.Then, predicate, intoLoops) || (branch.Else is not null && Any(branch.Else, predicate, intoLoops)),
            ForSyntax loop => intoLoops && Any(loop.Body, predicate, intoLoops),
            WhileSyntax loop => intoLoops && Any(loop.Body, predicate, intoLoops),
            SwitchSyntax choice => choice.Cases.Any(c => Any(c.Body, predicate, intoLoops)),
            _ => false,
        };
    }
}

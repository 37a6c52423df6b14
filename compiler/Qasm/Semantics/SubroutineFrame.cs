using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>A subroutine being checked or inlined.</summary>
internal sealed class SubroutineFrame
{
    public SubroutineFrame(SubroutineDefinitionSyntax syntax, ClassicalType? returnType, bool isCheck)
    {
        Syntax = syntax;
        ReturnType = returnType;
        IsCheck = isCheck;
        bool onlyAtEnd = syntax.Body.Statements.Length == 0
            || !syntax.Body.Statements[..^1].Any(StatementFacts.MayReturn);
        ReturnsEarly = !onlyAtEnd || (syntax.Body.Statements.Length > 0 && syntax.Body.Statements[^1] is not ReturnSyntax
            && StatementFacts.MayReturn(syntax.Body.Statements[^1]));
    }

    public SubroutineDefinitionSyntax Syntax { get; }

    public ClassicalType? ReturnType { get; }

    /// <summary>Checked on its own, with parameters whose values are not known.</summary>
    public bool IsCheck { get; }

    /// <summary>Whether a return may stand anywhere but at the very end.</summary>
    public bool ReturnsEarly { get; }

    /// <summary>Variables of parameters whose values are not known.</summary>
    public HashSet<int> Parameters { get; } = [];

    /// <summary>Takes the value of a return that is not at the end.</summary>
    public Place? Result { get; set; }

    /// <summary>The value, where the only return is at the end.</summary>
    public Bound? Value { get; set; }

    /// <summary>Variable that says whether a return was reached, or -1.</summary>
    public int Flag { get; set; } = -1;

    /// <summary>Whether what follows a statement must not run when the statement returned.</summary>
    public bool Guards(StatementSyntax statement) => ReturnsEarly && StatementFacts.MayReturn(statement);

    public Expression HasReturned() => new VariableExpression(Flag, ClassicalType.Bool);

    public Expression HasNotReturned() => new UnaryExpression(UnaryOperator.Not, HasReturned(), ClassicalType.Bool);
}

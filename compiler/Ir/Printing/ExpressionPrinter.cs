using System.Globalization;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Ir.Printing;

/// <summary>Prints expressions and operands with the names of a program. Every operator has its parentheses and every conversion is shown.</summary>
internal sealed class ExpressionPrinter(CircuitProgram program, EquatableArray<string> gateParameters)
{
    /// <summary>Prints an expression.</summary>
    public string Print(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value.ToString(),
        InputExpression input => Name(program.Inputs, input.Index, i => i.Name),
        VariableExpression variable => Name(program.Variables, variable.Variable, v => v.Name),
        GateParameterExpression parameter => Name(gateParameters, parameter.Index, p => p),
        BitExpression bit => Bit(bit.Bit),
        RegisterExpression register => Name(program.BitRegisters, register.Register, r => r.Name),
        UnaryExpression unary => $"{unary.Operator.Sign()}{Print(unary.Operand)}",
        BinaryExpression binary => PrintBinary(binary),
        CastExpression cast => $"{cast.Type}({Print(cast.Operand)})",
        CallExpression call => $"{call.Function.ToString().ToLowerInvariant()}({List(call.Arguments)})",
        IndexExpression index => $"{Print(index.Base)}[{List(index.Indices)}]",
        BitsExpression bits => $"{{{List(bits.Bits)}}}",
        _ => throw new ArgumentException($"{expression.GetType().Name} cannot be printed.", nameof(expression)),
    };

    /// <summary>Prints expressions with commas between them.</summary>
    public string List(EquatableArray<Expression> expressions) => string.Join(", ", expressions.Select(Print));

    /// <summary>Prints a qubit operand.</summary>
    public string Print(QubitOperand operand) => operand.IsStatic
        ? program.QubitCount > operand.Index && operand.Index >= 0 ? program.QubitName(operand.Index) : Unknown("qubit", operand.Index)
        : $"{Name(program.QubitRegisters, operand.Register, r => r.Name)}[{Print(operand.Element!)}]";

    /// <summary>Prints a bit operand.</summary>
    public string Print(BitOperand operand) => operand.IsStatic
        ? Bit(operand.Index)
        : $"{Name(program.BitRegisters, operand.Register, r => r.Name)}[{Print(operand.Element!)}]";

    /// <summary>Prints what an assignment writes.</summary>
    public string Print(AssignmentTarget target) => target switch
    {
        BitTarget bit => Print(bit.Bit),
        RegisterTarget register => Name(program.BitRegisters, register.Register, r => r.Name),
        VariableTarget variable => Name(program.Variables, variable.Variable, v => v.Name) + (variable.Indices.IsEmpty ? string.Empty : $"[{List(variable.Indices)}]"),
        _ => throw new ArgumentException($"{target.GetType().Name} cannot be printed.", nameof(target)),
    };

    // A long sum leans to the left; its spine is walked in a loop, so that its length is no matter of stack.
    private string PrintBinary(BinaryExpression expression)
    {
        var spine = new Stack<BinaryExpression>();
        Expression first = expression;
        while (first is BinaryExpression binary)
        {
            spine.Push(binary);
            first = binary.Left;
        }

        var text = new System.Text.StringBuilder().Append('(', spine.Count).Append(Print(first));
        foreach (BinaryExpression binary in spine)
            text.Append(' ').Append(binary.Operator.Sign()).Append(' ').Append(Print(binary.Right)).Append(')');
        return text.ToString();
    }

    private string Bit(int bit) => bit >= 0 && bit < program.BitCount ? program.BitName(bit) : Unknown("bit", bit);

    // A program that does not verify must still print, for it is printed to find out why.
    private static string Name<T>(EquatableArray<T> declared, int index, Func<T, string> name) =>
        (uint)index < (uint)declared.Count ? name(declared[index]) : Unknown(typeof(T).Name, index);

    private static string Unknown(string what, int index) => string.Create(CultureInfo.InvariantCulture, $"<{what} {index}?>");
}

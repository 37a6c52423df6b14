using System.Globalization;
using System.Numerics;
using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>Prints expressions with the fewest parentheses, so that reading them gives equal expressions.</summary>
internal sealed class ExpressionWriter
{
    private const int Primary = 14;
    private const int UnaryLevel = 11;

    private readonly CircuitProgram _program;
    private readonly EmittedNames _names;
    private readonly QasmEmitOptions _options;
    private readonly List<string> _aliases = [];

    public ExpressionWriter(CircuitProgram program, EmittedNames names, QasmEmitOptions options)
    {
        _program = program;
        _names = names;
        _options = options;
    }

    /// <summary>The gate whose body is printed, or null.</summary>
    public CompositeGate? Gate { get; set; }

    /// <summary>Alias declarations that the expressions printed since the last call need in front of their statement.</summary>
    public IReadOnlyList<string> TakeAliases()
    {
        if (_aliases.Count == 0)
            return [];
        string[] taken = [.. _aliases];
        _aliases.Clear();
        return taken;
    }

    /// <summary>Gives back aliases that belong to a statement whose block was printed in between.</summary>
    public void ReturnAliases(IReadOnlyList<string> aliases) => _aliases.InsertRange(0, aliases);

    /// <summary>Prints an expression.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="context">The type a literal takes on where it stands, or null where nothing gives it one.</param>
    public void Write(StringBuilder text, Expression expression, ClassicalType? context = null) => Write(text, expression, 0, context);

    private void Write(StringBuilder text, Expression expression, int level, ClassicalType? context)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                LiteralWriter.Write(text, constant.Value, level >= UnaryLevel, level > 0, context);
                break;
            case InputExpression input:
                text.Append(_names.Inputs[input.Index]);
                break;
            case GateParameterExpression parameter:
                text.Append(Gate!.Parameters[parameter.Index]);
                break;
            case VariableExpression variable:
                text.Append(_names.Variables[variable.Variable]);
                break;
            case BitExpression bit:
                text.Append(BitName(bit.Bit));
                break;
            case RegisterExpression register:
                text.Append(_names.BitRegisters[register.Register]);
                break;
            case CastExpression cast:
                text.Append(cast.Type).Append('(');
                Write(text, cast.Operand, 0, null);
                text.Append(')');
                break;
            case UnaryExpression unary:
                bool wrapped = level > UnaryLevel;
                text.Append(wrapped ? "(" : string.Empty).Append(unary.Operator.Sign());
                Write(text, unary.Operand, UnaryLevel + 1, unary.Operator == UnaryOperator.Negate ? unary.Type : null);
                text.Append(wrapped ? ")" : string.Empty);
                break;
            case BinaryExpression binary:
                Binary(text, binary, level);
                break;
            case CallExpression call:
                text.Append(call.Function switch { BuiltInFunction.Pow => "pow", var f => f.ToString().ToLowerInvariant() }).Append('(');
                for (int i = 0; i < call.Arguments.Count; i++)
                {
                    text.Append(i > 0 ? ", " : string.Empty);
                    Write(text, call.Arguments[i], 0, null);
                }

                text.Append(')');
                break;
            case IndexExpression index:
                Index(text, index);
                break;
            case BitsExpression bits:
                Bits(text, bits);
                break;
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} has no text.");
        }
    }

    private void Binary(StringBuilder text, BinaryExpression binary, int level)
    {
        // Printed from the leftmost operand along the spine, so that long sums need no recursion.
        var spine = new Stack<(BinaryExpression Node, bool Wrapped)>();
        Expression current = binary;
        int outer = level;
        while (current is BinaryExpression node)
        {
            int own = Level(node.Operator);
            bool wrapped = outer > own;
            spine.Push((node, wrapped));
            text.Append(wrapped ? "(" : string.Empty);
            outer = node.Operator == BinaryOperator.Power ? own + 1 : own;
            current = node.Left;
        }

        BinaryExpression last = spine.Peek().Node;
        Write(text, current, outer, ContextOf(last, last.Right));
        while (spine.TryPop(out (BinaryExpression Node, bool Wrapped) entry))
        {
            text.Append(' ').Append(entry.Node.Operator.Sign()).Append(' ');
            ClassicalType? context = ContextOf(entry.Node, entry.Node.Left);
            if (entry.Node.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual && IntegerLiteral(entry.Node.Right) is { } integer)
                text.Append(integer);
            else
                Write(text, entry.Node.Right, Level(entry.Node.Operator) + 1, context);
            text.Append(entry.Wrapped ? ")" : string.Empty);
        }
    }

    private string? IntegerLiteral(Expression right) =>
        _options.IntegerComparisons && right is ConstantExpression { Value: { Type: { Kind: ClassicalKind.Bit, Width: > 0 and <= 32 } } value }
            ? value.Integer.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>The type that the other operand gives to a literal.</summary>
    private static ClassicalType? ContextOf(BinaryExpression node, Expression other) => node.Operator switch
    {
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.LogicalAnd or BinaryOperator.LogicalOr => null,
        BinaryOperator.Multiply or BinaryOperator.Divide when node.Left.Type != node.Right.Type => null,
        _ => other is ConstantExpression ? null : other.Type,
    };

    private static int Level(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Power => 12,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => 10,
        BinaryOperator.Add or BinaryOperator.Subtract => 9,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => 8,
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => 7,
        BinaryOperator.Equal or BinaryOperator.NotEqual => 6,
        BinaryOperator.And => 5,
        BinaryOperator.Xor => 4,
        BinaryOperator.Or => 3,
        BinaryOperator.LogicalAnd => 2,
        _ => 1,
    };

    private void Index(StringBuilder text, IndexExpression index)
    {
        int dimensions = index.Base.Type.Dimensions.Count;
        Write(text, index.Base, Primary, null);
        if (dimensions > 0)
        {
            text.Append('[');
            for (int i = 0; i < dimensions; i++)
            {
                text.Append(i > 0 ? ", " : string.Empty);
                Write(text, index.Indices[i], 0, ClassicalType.Int);
            }

            text.Append(']');
        }

        for (int i = dimensions; i < index.Indices.Count; i++)
        {
            text.Append('[');
            Write(text, index.Indices[i], 0, ClassicalType.Int);
            text.Append(']');
        }
    }

    private void Bits(StringBuilder text, BitsExpression bits)
    {
        if (bits.Bits.All(b => b is BitExpression))
        {
            int[] flat = [.. bits.Bits.Select(b => ((BitExpression)b).Bit)];
            BitRegister register = _program.RegisterOfBit(flat[0]);
            if (!register.IsScalar && flat.All(b => b >= register.Offset && b < register.Offset + register.Size))
                text.Append(_names.BitRegisters[RegisterIndex(flat[0])]).Append('[').Append(Selection([.. flat.Select(b => (BigInteger)(b - register.Offset))])).Append(']');
            else
                text.Append(Alias(flat));
            return;
        }

        if (bits.Bits.All(b => b is IndexExpression { Indices.Count: > 0 } i && i.Indices[^1] is ConstantExpression)
            && bits.Bits.Cast<IndexExpression>().All(i => i.Base == ((IndexExpression)bits.Bits[0]).Base && Outer(i).SequenceEqual(Outer((IndexExpression)bits.Bits[0]))))
        {
            var first = (IndexExpression)bits.Bits[0];
            if (first.Indices.Count == 1)
                Write(text, first.Base, Primary, null);
            else
                Index(text, first with { Indices = [.. Outer(first)] });
            text.Append('[').Append(Selection([.. bits.Bits.Select(b => ((ConstantExpression)((IndexExpression)b).Indices[^1]).Value.Integer)])).Append(']');
            return;
        }

        throw new DiagnosticException(EmissionDiagnostics.NoExpressionText.At(SourceSpan.None, "a register joined from computed bits"));

        static IEnumerable<Expression> Outer(IndexExpression index) => index.Indices.Take(index.Indices.Count - 1);
    }

    private string Alias(int[] flat)
    {
        var parts = new List<string>();
        int start = 0;
        for (int i = 1; i <= flat.Length; i++)
        {
            BitRegister register = _program.RegisterOfBit(flat[start]);
            if (i < flat.Length && !register.IsScalar && _program.RegisterOfBit(flat[i]) == register)
                continue;
            string name = _names.BitRegisters[RegisterIndex(flat[start])];
            parts.Add(register.IsScalar ? name : $"{name}[{Selection([.. flat[start..i].Select(b => (BigInteger)(b - register.Offset))])}]");
            start = i;
        }

        string alias = _names.Unique("joined");
        _aliases.Add($"let {alias} = {string.Join(" ++ ", parts)};");
        return alias;
    }

    private static string Selection(BigInteger[] elements)
    {
        BigInteger step = elements.Length > 1 ? elements[1] - elements[0] : BigInteger.One;
        bool even = !step.IsZero;
        for (int i = 1; i < elements.Length; i++)
            even &= elements[i] - elements[i - 1] == step;
        if (!even)
            return $"{{{string.Join(", ", elements)}}}";
        return step.IsOne ? $"{elements[0]}:{elements[^1]}" : $"{elements[0]}:{step}:{elements[^1]}";
    }

    public string BitName(int bit)
    {
        BitRegister register = _program.RegisterOfBit(bit);
        string name = _names.BitRegisters[RegisterIndex(bit)];
        return register.IsScalar ? name : $"{name}[{bit - register.Offset}]";
    }

    private int RegisterIndex(int bit)
    {
        int low = 0;
        int high = _program.BitRegisters.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_program.BitRegisters[middle].Offset <= bit)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}

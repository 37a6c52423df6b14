using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Evaluation;

/// <summary>Evaluates expressions and runs assignments of a program on the memory of a shot.</summary>
public sealed class ExpressionEvaluator
{
    private readonly CircuitProgram _program;
    private readonly ClassicalMemory _memory;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="program">The program whose indices the expressions use.</param>
    /// <param name="memory">The values.</param>
    public ExpressionEvaluator(CircuitProgram program, ClassicalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(memory);
        _program = program;
        _memory = memory;
    }

    /// <summary>Evaluates a scalar expression.</summary>
    /// <param name="expression">The expression; not of an array type, and without gate parameters.</param>
    /// <returns>Its value, of the expression's type.</returns>
    /// <exception cref="DiagnosticException">Division by zero, an index out of range, an unbound input.</exception>
    public ClassicalValue Evaluate(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value;
            case InputExpression input:
                InputParameter parameter = _program.Inputs[input.Index];
                return _memory.Input(input.Index)
                    ?? throw new DiagnosticException(EvaluationDiagnostics.InputMissing.At(SourceSpan.None, parameter.Name, parameter.Type));
            case BitExpression bit:
                return ClassicalValue.Bit(_memory.Bits[bit.Bit]);
            case RegisterExpression register:
                return ClassicalValue.Bits(_memory.Register(register.Register), register.Type.Width);
            case VariableExpression variable:
                return _memory.Variable(variable.Variable)[0];
            case CastExpression cast:
                return ClassicalConversion.Convert(Evaluate(cast.Operand), cast.Type);
            case UnaryExpression unary:
                return ClassicalArithmetic.Apply(unary.Operator, Evaluate(unary.Operand), unary.Type);
            case BinaryExpression binary:
                return EvaluateBinary(binary);
            case CallExpression call:
                var arguments = new ClassicalValue[call.Arguments.Count];
                for (int i = 0; i < arguments.Length; i++)
                    arguments[i] = Evaluate(call.Arguments[i]);
                return ClassicalArithmetic.Call(call.Function, arguments, call.Type);
            case IndexExpression index:
                return EvaluateIndex(index);
            case BitsExpression bits:
                BigInteger value = BigInteger.Zero;
                for (int i = bits.Bits.Count - 1; i >= 0; i--)
                    value = (value << 1) + Evaluate(bits.Bits[i]).Integer;
                return ClassicalValue.Bits(value, bits.Bits.Count);
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} has no value while a program runs.");
        }
    }

    /// <summary>Evaluates a condition.</summary>
    /// <param name="condition">A <c>bool</c> or <c>bit</c> expression.</param>
    /// <returns>Whether it holds.</returns>
    public bool IsTrue(Expression condition) => condition switch
    {
        BitExpression bit => _memory.Bits[bit.Bit],
        UnaryExpression { Operator: UnaryOperator.Not, Operand: BitExpression bit } => !_memory.Bits[bit.Bit],
        _ => ClassicalConversion.IsTrue(Evaluate(condition)),
    };

    /// <summary>Evaluates a number as a double: an angle in radians, for instance.</summary>
    /// <param name="expression">A numeric expression.</param>
    /// <returns>The double.</returns>
    public double ToDouble(Expression expression) =>
        expression is ConstantExpression constant ? ClassicalConversion.ToDouble(constant.Value) : ClassicalConversion.ToDouble(Evaluate(expression));

    /// <summary>Evaluates an integer expression.</summary>
    /// <param name="expression">An integer, bit or bool expression.</param>
    /// <returns>The integer.</returns>
    public BigInteger ToInteger(Expression expression) => Evaluate(expression).Integer;

    /// <summary>The flat index of a qubit.</summary>
    /// <param name="operand">The operand.</param>
    /// <returns>Flat qubit index.</returns>
    /// <exception cref="DiagnosticException">The element is not in the register.</exception>
    public int Resolve(QubitOperand operand)
    {
        if (operand.IsStatic)
            return operand.Index;
        QubitRegister register = _program.QubitRegisters[operand.Register];
        return register.Offset + Element(operand.Element!, register.Size);
    }

    /// <summary>The flat index of a bit.</summary>
    /// <param name="operand">The operand.</param>
    /// <returns>Flat bit index.</returns>
    /// <exception cref="DiagnosticException">The element is not in the register.</exception>
    public int Resolve(BitOperand operand)
    {
        if (operand.IsStatic)
            return operand.Index;
        BitRegister register = _program.BitRegisters[operand.Register];
        return register.Offset + Element(operand.Element!, register.Size);
    }

    /// <summary>Runs an assignment.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <exception cref="DiagnosticException">An index is out of range, or the value cannot be computed.</exception>
    public void Run(AssignOperation assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        switch (assignment.Target)
        {
            case BitTarget bit:
                bool value = ClassicalConversion.IsTrue(Evaluate(assignment.Value));
                _memory.Bits[Resolve(bit.Bit)] = value;
                break;
            case RegisterTarget register:
                _memory.SetRegister(register.Register, Evaluate(assignment.Value).Integer);
                break;
            case VariableTarget variable:
                Assign(variable, assignment.Value);
                break;
        }
    }

    private void Assign(VariableTarget target, Expression value)
    {
        ClassicalType type = _program.Variables[target.Variable].Type;
        Span<ClassicalValue> elements = _memory.Variable(target.Variable);
        if (type.IsArray && target.Indices.IsEmpty && value is VariableExpression source)
        {
            _memory.Variable(source.Variable).CopyTo(elements);
            return;
        }

        int dimensions = type.Dimensions.Count;
        int element = Flatten(type, target.Indices);
        ClassicalValue result = Evaluate(value);
        if (target.Indices.Count > dimensions)
        {
            ClassicalValue old = elements[element];
            int bit = Element(target.Indices[dimensions], old.Type.Width);
            BigInteger mask = BigInteger.One << bit;
            BigInteger pattern = ClassicalValue.Wrap(old.Integer, old.Type.Width, signed: false);
            pattern = ClassicalConversion.IsTrue(result) ? pattern | mask : pattern & ~mask;
            result = ClassicalConversion.Convert(ClassicalValue.Bits(pattern, old.Type.Width), old.Type);
        }

        elements[element] = ClassicalConversion.Convert(result, type.Element);
    }

    private ClassicalValue EvaluateBinary(BinaryExpression binary)
    {
        // Sums of many terms lean to the left; walking that spine in a loop keeps the stack flat.
        var spine = new Stack<BinaryExpression>();
        Expression current = binary;
        while (current is BinaryExpression next)
        {
            spine.Push(next);
            current = next.Left;
        }

        ClassicalValue value = Evaluate(current);
        while (spine.TryPop(out BinaryExpression? node))
        {
            bool decided = node.Operator switch
            {
                BinaryOperator.LogicalAnd => !ClassicalConversion.IsTrue(value),
                BinaryOperator.LogicalOr => ClassicalConversion.IsTrue(value),
                _ => false,
            };
            value = decided
                ? ClassicalValue.Bool(node.Operator == BinaryOperator.LogicalOr)
                : ClassicalArithmetic.Apply(node.Operator, value, Evaluate(node.Right), node.Type);
        }

        return value;
    }

    private ClassicalValue EvaluateIndex(IndexExpression index)
    {
        if (index.Base is VariableExpression { Type.IsArray: true } variable)
        {
            int dimensions = variable.Type.Dimensions.Count;
            ClassicalValue element = _memory.Variable(variable.Variable)[Flatten(variable.Type, index.Indices)];
            return index.Indices.Count > dimensions ? BitOf(element, index.Indices[dimensions]) : element;
        }

        if (index.Base is RegisterExpression register)
        {
            BitRegister bits = _program.BitRegisters[register.Register];
            return ClassicalValue.Bit(_memory.Bits[bits.Offset + Element(index.Indices[0], bits.Size)]);
        }

        return BitOf(Evaluate(index.Base), index.Indices[0]);
    }

    private ClassicalValue BitOf(ClassicalValue value, Expression index)
    {
        int width = Math.Max(1, value.Type.Width);
        BigInteger pattern = ClassicalValue.Wrap(value.Integer, width, signed: false);
        return ClassicalValue.Bit(!(pattern >> Element(index, width)).IsEven);
    }

    private int Flatten(ClassicalType type, EquatableArray<Expression> indices)
    {
        int flat = 0;
        for (int i = 0; i < type.Dimensions.Count; i++)
            flat = (flat * type.Dimensions[i]) + Element(indices[i], type.Dimensions[i]);
        return flat;
    }

    /// <summary>An index in 0 to count - 1; a negative one counts from the end.</summary>
    private int Element(Expression index, int count)
    {
        BigInteger value = Evaluate(index).Integer;
        BigInteger element = value.Sign < 0 ? value + count : value;
        if (element.Sign < 0 || element >= count)
            throw new DiagnosticException(EvaluationDiagnostics.IndexOutOfRange.At(SourceSpan.None, value, -count, count - 1));
        return (int)element;
    }
}

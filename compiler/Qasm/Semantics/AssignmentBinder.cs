using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds assignments and measurements.</summary>
internal sealed partial class AssignmentBinder
{
    private readonly BindingContext _context;

    public AssignmentBinder(BindingContext context) => _context = context;

    public void Bind(AssignmentSyntax syntax)
    {
        Place? place = _context.Places.Target(syntax.Target);
        if (syntax.Value is MeasurementSyntax measurement)
        {
            if (place is not null && syntax.Operator is null)
                Measure(measurement.Operand, place, syntax.Span);
            else if (syntax.Operator is not null)
                _context.Report(QasmDiagnostics.Misplaced, measurement.Span, "a measurement");
            else
                _context.Places.Qubits(measurement.Operand);
            return;
        }

        if (place?.Array is { } array)
        {
            AssignArray(syntax, array);
            return;
        }

        Bound value = _context.Expressions.Bind(syntax.Value);
        if (place is null || value.IsFaulty)
            return;
        if (syntax.Operator is { } @operator)
            value = _context.Operators.Binary(@operator, Read(place), value, syntax.Span);
        value = _context.Operators.Convert(value, place.Type, syntax.Value.Span);
        if (!value.IsFaulty)
            Assign(place, value, syntax.Span);
    }

    public void Measure(MeasureSyntax syntax)
    {
        if (syntax.Target is null)
        {
            if (_context.Places.Qubits(syntax.Operand) is not { } qubits)
                return;
            for (int i = 0; i < qubits.Count; i++)
                _context.Statements.Add(new MeasureOperation(qubits[i], null) { Origin = _context.OriginOf(syntax.Span) });
            return;
        }

        Place? place = _context.Places.Target(syntax.Target);
        if (place is null)
            _context.Places.Qubits(syntax.Operand);
        else
            Measure(syntax.Operand, place, syntax.Span);
    }

    /// <summary>Measures qubits into a place.</summary>
    public void Measure(ExpressionSyntax operand, Place place, TextSpan span)
    {
        if (_context.Places.Qubits(operand) is not { } qubits)
            return;
        ClassicalType outcome = qubits.IsScalar ? ClassicalType.Bit : ClassicalType.BitRegister(Math.Max(1, qubits.Count));
        if (place.Bits is { } bits)
        {
            if (bits.Count != qubits.Count)
            {
                ReportSize(qubits, outcome, place, span);
                return;
            }

            for (int i = 0; i < qubits.Count; i++)
                _context.Statements.Add(new MeasureOperation(qubits[i], bits[i]) { Origin = _context.OriginOf(span) });
            return;
        }

        // Not a bit: the outcome goes through bits of its own.
        Place local = Temporary("outcome", outcome);
        Bound value = _context.Operators.Convert(Read(local), place.Type, span);
        if (value.IsFaulty)
            return;
        for (int i = 0; i < qubits.Count; i++)
            _context.Statements.Add(new MeasureOperation(qubits[i], local.Bits![i]) { Origin = _context.OriginOf(span) });
        Assign(place, value, span);
    }

    /// <summary>Writes a value of the place's type.</summary>
    public void Assign(Place place, Bound value, TextSpan span)
    {
        if (place.Bits is { IsScalar: true } bit)
            Add(new BitTarget(bit[0]), value.Value!, span);
        else if (place.Bits is { IsWhole: true } register)
            Add(new RegisterTarget(register.Register), value.Value!, span);
        else if (place.Bits is not null || !place.BitElements.IsDefault)
            AssignBits(place, value, span);
        else
            Add(new VariableTarget(place.Variable, place.Indices), value.Value!, span);
    }

    /// <summary>The value of a place.</summary>
    public Bound Read(Place place)
    {
        if (place.Bits is not null)
            return new Bound(place.Bits.Read(_context.Assembler.BitRegisters));
        if (!place.BitElements.IsDefault)
        {
            Expression whole = Whole(place);
            return new Bound(new BitsExpression(
                [.. place.BitElements.Select(i => (Expression)new IndexExpression(whole, [Expression.Int(i)], ClassicalType.Bit))],
                place.Type));
        }

        return new Bound(Whole(place));
    }

    /// <summary>Binds the elements of an array value, row-major.</summary>
    /// <returns>The elements, or null after a report.</returns>
    public List<Bound>? Literal(ArrayLiteralSyntax syntax, ClassicalType type)
    {
        var values = new List<Bound>();
        return Collect(syntax, type, 0, values) ? values : null;
    }

    /// <summary>Writes the elements of an array.</summary>
    public void AssignElements(ArrayView array, List<Bound> values, TextSpan span)
    {
        int i = 0;
        foreach (ArrayView element in array.Elements())
            Add(new VariableTarget(array.Variable, element.Indices()), values[i++].Value!, span);
    }

    /// <summary>Copies an array or a part of one.</summary>
    public void Copy(ArrayView target, ArrayView source, TextSpan span)
    {
        if (target.IsWhole && source.IsWhole && target.Whole == source.Whole)
        {
            Add(new VariableTarget(target.Variable, []), new VariableExpression(source.Variable, source.Whole), span);
            return;
        }

        if (Reads(source, target.Variable))
        {
            // What is written may be read again: the elements are read before any is written.
            int copy = _context.Assembler.DeclareVariable("copy", source.Type, isGlobal: false);
            var middle = ArrayView.Of(copy, source.Type);
            Copy(middle, source, span);
            source = middle;
        }

        foreach ((ArrayView to, ArrayView from) in target.Elements().Zip(source.Elements()))
            Add(new VariableTarget(to.Variable, to.Indices()), from.Read(), span);
    }

    /// <summary>Room for a value inside a statement.</summary>
    public Place Temporary(string name, ClassicalType type)
    {
        if (type.Kind != ClassicalKind.Bit)
            return new Place(null, _context.Assembler.DeclareVariable(name, type, isGlobal: false), type, []);
        int offset = _context.Assembler.BitCount;
        int size = Math.Max(1, type.Width);
        int register = _context.Assembler.DeclareBits(name, size, type.Width == 0, isGlobal: false);
        return new Place(new BitView(register, offset, 1, size, type.Width == 0, true));
    }

    private void AssignArray(AssignmentSyntax syntax, ArrayView array)
    {
        string wanted = $" of type {array.Type}";
        if (syntax.Operator is not null)
        {
            _context.Report(QasmDiagnostics.NotAnArray, syntax.Value.Span, wanted);
            return;
        }

        if (syntax.Value is ConcatenationSyntax concatenation)
        {
            if (Concatenation(concatenation, array.Type) is { } parts)
                AssignParts(array, parts, syntax.Span);
            return;
        }

        if (_context.Places.ArrayValue(syntax.Value, wanted) is not { } source)
            return;
        if (source.Type != array.Type)
            _context.Report(QasmDiagnostics.CannotConvert, syntax.Value.Span, source.Type, array.Type, string.Empty);
        else
            Copy(array, source, syntax.Span);
    }

    private void AssignBits(Place place, Bound value, TextSpan span)
    {
        int count = place.Bits?.Count ?? place.BitElements.Length;
        if (value.Constant is not { } constant)
        {
            Place local = Temporary("bits", place.Type);
            Add(new RegisterTarget(local.Bits!.Register), value.Value!, span);
            for (int i = 0; i < count; i++)
                Add(Target(place, i), new BitExpression(local.Bits[i].Index), span);
            return;
        }

        for (int i = 0; i < count; i++)
            Add(Target(place, i), new ConstantExpression(ClassicalValue.Bit(!(constant.Integer >> i).IsEven)), span);

        static AssignmentTarget Target(Place place, int i) => place.Bits is not null
            ? new BitTarget(place.Bits[i])
            : new VariableTarget(place.Variable, [.. place.Indices, Expression.Int(place.BitElements[i])]);
    }

    private Expression Whole(Place place)
    {
        ClassicalType declared = _context.Assembler.TypeOfVariable(place.Variable);
        Expression variable = new VariableExpression(place.Variable, declared);
        if (place.Indices.IsEmpty)
            return variable;
        int dimensions = declared.Dimensions.Count;
        if (place.Indices.Count > dimensions)
            return new IndexExpression(variable, place.Indices, ClassicalType.Bit);
        return new IndexExpression(variable, place.Indices, declared.Element);
    }

    private bool Collect(ArrayLiteralSyntax syntax, ClassicalType type, int dimension, List<Bound> values)
    {
        if (dimension >= type.Dimensions.Count || syntax.Items.Length != type.Dimensions[dimension])
        {
            _context.Report(
                QasmDiagnostics.ArrayShape,
                syntax.Span,
                syntax.Items.Length,
                dimension < type.Dimensions.Count ? type.Dimensions[dimension] : $"a single {type.Element}");
            return false;
        }

        bool complete = true;
        foreach (ExpressionSyntax item in syntax.Items)
        {
            if (item is ArrayLiteralSyntax inner)
            {
                complete &= Collect(inner, type, dimension + 1, values);
            }
            else if (dimension + 1 < type.Dimensions.Count)
            {
                ArrayView? part = _context.Places.Array(item, out _);
                if (part is null || !part.Shape.SequenceEqual(type.Dimensions.Skip(dimension + 1)) || part.Whole.Element != type.Element)
                {
                    _context.Report(QasmDiagnostics.NotAnArray, item.Span, $" of {type.Dimensions.Count - dimension - 1} dimensions");
                    complete = false;
                }
                else
                {
                    values.AddRange(part.Elements().Select(e => new Bound(e.Read())));
                }
            }
            else
            {
                Bound value = _context.Expressions.Bind(item, type.Element);
                complete &= !value.IsFaulty;
                values.Add(value);
            }
        }

        return complete;
    }

    private void ReportSize(QubitView qubits, ClassicalType outcome, Place place, TextSpan span) => _context.Report(
        QasmDiagnostics.MeasureSize,
        span,
        qubits.Count == 1 ? "1 qubit" : $"{qubits.Count} qubits",
        outcome,
        place.Type);

    private void Add(AssignmentTarget target, Expression value, TextSpan span) =>
        _context.Statements.Add(new AssignOperation(target, value) { Origin = _context.OriginOf(span) });
}

using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds the arguments of a call to the parameters of a subroutine.</summary>
internal sealed class ProgramParameters
{
    /// <summary>Flat indices of qubits that stand for parameters while a subroutine is only checked.</summary>
    public const int FirstQubit = 1 << 29;

    private readonly BindingContext _context;

    public ProgramParameters(BindingContext context) => _context = context;

    /// <summary>A parameter whose argument is not known.</summary>
    public static Symbol Unknown(BindingContext context, SubroutineFrame frame, SubroutineParameterSyntax parameter, ref int qubit)
    {
        if (parameter.Type is QubitTypeSyntax qubits)
        {
            int? size = qubits.Size is null ? 1 : context.Types.Size(qubits.Size, TypeBinder.MaximumSize);
            if (size is null)
                return new FaultySymbol();
            int start = qubit;
            qubit += size.Value;
            return new QubitSymbol(new QubitView(-1, start, 1, size.Value, qubits.Size is null));
        }

        if (parameter.Type is ArrayReferenceTypeSyntax { DimensionCount: not null } open)
        {
            // The sizes are those of the argument; two elements a dimension stand for any number.
            if (context.Types.Size(open.DimensionCount, 7) is not { } dimensions || context.Types.Scalar(open.Element) is not { } element)
                return new FaultySymbol();
            ClassicalType whole = element with { Dimensions = [.. Enumerable.Repeat(1 << 20, dimensions)] };
            return new ArraySymbol(ArrayView.Of(context.Assembler.DeclareVariable(parameter.Name.Text, element, isGlobal: false), whole), !open.IsMutable);
        }

        if (context.Types.Bind(parameter.Type) is not { } type)
            return new FaultySymbol();
        if (type.Kind == ClassicalKind.Bit && !type.IsArray)
        {
            int size = Math.Max(1, type.Width);
            int offset = context.Assembler.BitCount;
            int register = context.Assembler.DeclareBits(parameter.Name.Text, size, type.Width == 0, isGlobal: false);
            return new BitSymbol(new BitView(register, offset, 1, size, type.Width == 0, true));
        }

        int variable = context.Assembler.DeclareVariable(parameter.Name.Text, type, isGlobal: false);
        if (type.IsArray)
            return new ArraySymbol(ArrayView.Of(variable, type), parameter.Type is ArrayReferenceTypeSyntax { IsMutable: false });
        frame.Parameters.Add(variable);
        context.OpenVariables.Add(variable);
        return new VariableSymbol(variable, type, true);
    }

    /// <summary>What a parameter stands for in one call, or null after a report.</summary>
    /// <param name="definition">The subroutine.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="argument">The argument, in the text of the caller.</param>
    /// <param name="source">The text of the subroutine.</param>
    public Symbol? Bind(SubroutineDefinitionSyntax definition, SubroutineParameterSyntax parameter, ExpressionSyntax argument, SourceText source)
    {
        switch (parameter.Type)
        {
            case QubitTypeSyntax qubits:
                return Qubits(qubits, argument, source);
            case ArrayReferenceTypeSyntax reference:
                return Array(reference, argument, source);
        }

        if (InSource(source, () => _context.Types.Bind(parameter.Type)) is not { } type)
            return null;
        Bound value = _context.Expressions.Bind(argument, type);
        if (value.IsFaulty)
            return null;
        bool assigned = StatementFacts.Assigns(definition.Body.Statements, parameter.Name.Text);
        if (!assigned && value.Value is ConstantExpression constant)
            return new ConstantSymbol(constant);
        Place place = _context.Statements.Assignments.Temporary(parameter.Name.Text, type);
        _context.Statements.Assignments.Assign(place, value, argument.Span);
        return place.Bits is not null ? new BitSymbol(place.Bits) : new VariableSymbol(place.Variable, type, false);
    }

    private QubitSymbol? Qubits(QubitTypeSyntax type, ExpressionSyntax argument, SourceText source)
    {
        if (_context.Places.Qubits(argument) is not { } view)
            return null;
        int? size = type.Size is null ? 1 : InSource(source, () => _context.Types.Size(type.Size, TypeBinder.MaximumSize));
        if (size is null)
            return null;
        bool fits = type.Size is null ? view.IsScalar : view.Count == size && (!view.IsScalar || size == 1);
        if (fits)
            return new QubitSymbol(view with { IsScalar = type.Size is null });
        _context.Report(
            QasmDiagnostics.CannotConvert,
            argument.Span,
            view.IsScalar ? "a qubit" : $"qubit[{view.Count}]",
            type.Size is null ? "a qubit" : $"qubit[{size}]",
            string.Empty);
        return null;
    }

    private ArraySymbol? Array(ArrayReferenceTypeSyntax type, ExpressionSyntax argument, SourceText source)
    {
        if (_context.Places.Array(argument, out bool isReadOnly) is not { } view)
        {
            _context.Report(QasmDiagnostics.NotAnArray, argument.Span, string.Empty);
            return null;
        }

        ClassicalType? element = InSource(source, () => _context.Types.Scalar(type.Element));
        bool fits;
        if (type.DimensionCount is not null)
        {
            int? count = InSource(source, () => _context.Types.Size(type.DimensionCount, 7));
            fits = view.Whole.Element == element && view.Shape.Length == count;
        }
        else
        {
            fits = InSource(source, () => _context.Types.Bind(type)) is { } whole && whole == view.Type;
        }

        if (!fits)
        {
            _context.Report(QasmDiagnostics.CannotConvert, argument.Span, view.Type, "the array type of the parameter", string.Empty);
            return null;
        }

        if (type.IsMutable && isReadOnly)
        {
            _context.Report(QasmDiagnostics.ReadOnlyArray, argument.Span, _context.Source.Slice(argument.Span));
            return null;
        }

        return new ArraySymbol(view, !type.IsMutable);
    }

    /// <summary>Binds part of a definition, whose text and constants are its own.</summary>
    private T InSource<T>(SourceText source, Func<T> bind)
    {
        SourceText outer = _context.Source;
        Scope scope = _context.Scope;
        _context.Source = source;
        _context.Scope = scope.Enclosing(ScopeKind.Global)!;
        try
        {
            return bind();
        }
        finally
        {
            _context.Source = outer;
            _context.Scope = scope;
        }
    }
}

using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds names with indices: qubit operands, bits, array elements, bits of integers.</summary>
internal sealed partial class PlaceBinder
{
    private readonly BindingContext _context;
    private readonly SelectionBinder _selections;

    public PlaceBinder(BindingContext context)
    {
        _context = context;
        _selections = new SelectionBinder(context);
    }

    /// <summary>Binds an operand to qubits.</summary>
    /// <param name="syntax">A name with indices, or a physical qubit.</param>
    /// <returns>The qubits, or null after a report.</returns>
    public QubitView? Qubits(ExpressionSyntax syntax)
    {
        if (syntax is HardwareQubitSyntax hardware)
        {
            if (hardware.Index >= TypeBinder.MaximumSize)
            {
                _context.Report(QasmDiagnostics.TooLarge, syntax.Span, $"the qubit ${hardware.Index}", $"${TypeBinder.MaximumSize - 1}");
                return null;
            }

            if (_context.Scope.Enclosing(ScopeKind.Gate) is not null)
            {
                _context.Report(QasmDiagnostics.NotVisible, syntax.Span, $"${hardware.Index}", "gate");
                return null;
            }

            return QubitView.Single(_context.Assembler.Physical(hardware.Index));
        }

        (ExpressionSyntax root, IReadOnlyList<IndexSyntax> indices) = Flatten(syntax);
        if (root is not NameSyntax name)
        {
            if (root is HardwareQubitSyntax)
                _context.Report(QasmDiagnostics.NotIndexable, syntax.Span, "a physical qubit", string.Empty);
            else
                _context.Report(QasmDiagnostics.Misplaced, syntax.Span, "this expression");
            return null;
        }

        if (_context.Find(name.Text, name.Span) is not { } symbol)
            return null;
        if (symbol is not QubitSymbol qubits)
        {
            _context.Report(QasmDiagnostics.NotQubits, name.Span, name.Text, symbol.Kind);
            return null;
        }

        QubitView view = qubits.View;
        foreach (IndexSyntax index in indices)
        {
            if (Index(view, index, name.Text) is not { } part)
                return null;
            view = part;
        }

        return view;
    }

    /// <summary>Reads an indexed value.</summary>
    /// <param name="syntax">The value with its indices.</param>
    /// <returns>The value, or a faulty one after a report.</returns>
    public Bound Read(IndexSyntax syntax)
    {
        (ExpressionSyntax root, IReadOnlyList<IndexSyntax> indices) = Flatten(syntax);
        if (root is NameSyntax name && _context.Scope.Find(name.Text, out Scope? hidden) is { } symbol && hidden is null)
        {
            switch (symbol)
            {
                case BitSymbol bits:
                    return Bits(bits.View, indices, name.Text) is { } view ? new Bound(view.Read(_context.Assembler.BitRegisters)) : Bound.Faulty;
                case ArraySymbol array:
                    return Element(array.View, null, indices, name);
                case ConstantArraySymbol constants:
                    return Element(constants.View, constants, indices, name);
            }
        }

        Bound value = _context.Expressions.Bind(root);
        foreach (IndexSyntax index in indices)
            value = BitsOf(value, index);
        return value;
    }

    /// <summary>Binds a place that can be assigned to or that a measurement writes.</summary>
    /// <param name="syntax">A name with indices.</param>
    /// <returns>The place, or null after a report.</returns>
    public Place? Target(ExpressionSyntax syntax)
    {
        (ExpressionSyntax root, IReadOnlyList<IndexSyntax> indices) = Flatten(syntax);
        if (root is not NameSyntax name)
        {
            _context.Report(QasmDiagnostics.Misplaced, syntax.Span, "this expression");
            return null;
        }

        switch (_context.Find(name.Text, name.Span))
        {
            case null:
                return null;
            case BitSymbol bits:
                return Bits(bits.View, indices, name.Text) is { } view ? new Place(view) : null;
            case VariableSymbol variable:
                if (indices.Count == 0)
                    return new Place(null, variable.Index, variable.Type, []);
                return BitTarget(variable.Index, variable.Type, [], indices, 0, name);
            case ArraySymbol { IsReadOnly: true }:
                _context.Report(QasmDiagnostics.ReadOnlyArray, name.Span, name.Text);
                return null;
            case ArraySymbol array:
                return ArrayTarget(array.View, indices, name);
            case { } other:
                _context.Report(QasmDiagnostics.NotAssignable, name.Span, name.Text, other.Kind);
                return null;
        }
    }

    /// <summary>Binds a name with indices to an array or a part of one.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="isReadOnly">Whether the array may not be changed.</param>
    /// <returns>The part, or null where it is no array; nothing is reported then.</returns>
    public ArrayView? Array(ExpressionSyntax syntax, out bool isReadOnly)
    {
        isReadOnly = false;
        (ExpressionSyntax root, IReadOnlyList<IndexSyntax> indices) = Flatten(syntax);
        if (root is not NameSyntax name)
            return null;
        ArrayView? view = null;
        switch (_context.Scope.Find(name.Text, out Scope? hidden))
        {
            case ArraySymbol array when hidden is null:
                view = array.View;
                isReadOnly = array.IsReadOnly;
                break;
            case ConstantArraySymbol constants:
                view = constants.View;
                isReadOnly = true;
                break;
        }

        if (view is null || indices.Sum(i => i.Items.Length) > view.Shape.Length)
            return null;
        return Part(view, indices, out _);
    }

    /// <summary>Binds what <c>let</c> joins: qubits or bits.</summary>
    public Symbol? Alias(ImmutableArray<ExpressionSyntax> parts)
    {
        var qubits = new List<QubitView>();
        var bits = new List<BitView>();
        foreach (ExpressionSyntax part in parts)
        {
            (ExpressionSyntax root, IReadOnlyList<IndexSyntax> indices) = Flatten(part);
            if (root is NameSyntax name && _context.Scope.Find(name.Text, out _) is BitSymbol symbol)
            {
                if (Bits(symbol.View, indices, name.Text) is not { } view)
                    return null;
                bits.Add(view);
            }
            else if (root is NameSyntax other && parts.Length == 1 && Array(part, out bool isReadOnly) is { } array)
            {
                return new ArraySymbol(array, isReadOnly);
            }
            else
            {
                if (Qubits(part) is not { } view)
                    return null;
                qubits.Add(view);
            }
        }

        if (qubits.Count > 0 && bits.Count > 0)
        {
            _context.Report(QasmDiagnostics.Misplaced, parts[0].Span, "a mixture of qubits and bits");
            return null;
        }

        if (bits.Count == 1)
            return new BitSymbol(bits[0]);
        if (qubits.Count == 1)
            return new QubitSymbol(qubits[0]);
        return bits.Count > 0
            ? Distinct<BitOperand>([.. bits.SelectMany(v => Enumerable.Range(0, v.Count).Select(i => v[i]))], parts) is { } joinedBits
                ? new BitSymbol(BitView.List(joinedBits)) : null
            : Distinct<QubitOperand>([.. qubits.SelectMany(v => Enumerable.Range(0, v.Count).Select(i => v[i]))], parts) is { } joinedQubits
                ? new QubitSymbol(QubitView.List(joinedQubits)) : null;
    }

    private ImmutableArray<T>? Distinct<T>(ImmutableArray<T> elements, ImmutableArray<ExpressionSyntax> parts)
    {
        var seen = new HashSet<T>();
        if (elements.All(seen.Add))
            return elements;
        _context.Report(QasmDiagnostics.OverlappingParts, TextSpan.Over(parts[0].Span, parts[^1].Span));
        return null;
    }

    private static (ExpressionSyntax Root, IReadOnlyList<IndexSyntax> Indices) Flatten(ExpressionSyntax syntax)
    {
        if (syntax is not IndexSyntax)
            return (syntax, []);
        var indices = new List<IndexSyntax>();
        while (syntax is IndexSyntax index)
        {
            indices.Add(index);
            syntax = index.Operand;
        }

        indices.Reverse();
        return (syntax, indices);
    }

    private QubitView? Index(QubitView view, IndexSyntax index, string name)
    {
        if (!SingleItem(index, view.IsScalar, name, out ExpressionSyntax? item) || _selections.Bind(item!, view.Count) is not { } selection)
            return null;
        if (selection.Element >= 0)
            return QubitView.Single(view[selection.Element]);
        if (selection.Dynamic is { } element)
        {
            int offset = view.Register >= 0 ? _context.Assembler.QubitRegisters[view.Register].Offset : 0;
            if (view.At(element, offset) is { } operand)
                return QubitView.Single(operand);
            _context.Expressions.RequireConstant(new Bound(element), index.Span, $"an index into '{name}'");
            return null;
        }

        return selection.Items is null
            ? view.Slice(selection.Start, selection.Step, selection.Count)
            : QubitView.List([.. selection.Items.Select(i => view[i])]);
    }

    private BitView? Bits(BitView view, IReadOnlyList<IndexSyntax> indices, string name)
    {
        foreach (IndexSyntax index in indices)
        {
            if (!SingleItem(index, view.IsScalar, name, out ExpressionSyntax? item) || _selections.Bind(item!, view.Count) is not { } selection)
                return null;
            if (selection.Element >= 0)
            {
                view = BitView.Single(view[selection.Element]);
            }
            else if (selection.Dynamic is { } element)
            {
                int offset = view.Register >= 0 ? _context.Assembler.BitRegisters[view.Register].Offset : 0;
                if (view.At(element, offset) is not { } operand)
                {
                    _context.Expressions.RequireConstant(new Bound(element), index.Span, $"an index into '{name}'");
                    return null;
                }

                view = BitView.Single(operand);
            }
            else
            {
                view = selection.Items is null
                    ? view.Slice(selection.Start, selection.Step, selection.Count)
                    : BitView.List([.. selection.Items.Select(i => view[i])]);
            }
        }

        return view;
    }

    private bool SingleItem(IndexSyntax index, bool isScalar, string name, out ExpressionSyntax? item)
    {
        item = index.Items.Length == 1 ? index.Items[0] : null;
        if (isScalar)
            _context.Report(QasmDiagnostics.NotIndexable, index.Span, $"'{name}'", "; it is a single one");
        else if (item is null)
            _context.Report(QasmDiagnostics.NotIndexable, index.Span, $"'{name}'", " by more than one index");
        return item is not null && !isScalar;
    }
}

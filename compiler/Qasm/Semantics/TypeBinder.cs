using System.Collections.Immutable;
using System.Numerics;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Turns types as written into types, and sizes into numbers.</summary>
internal sealed class TypeBinder
{
    /// <summary>Most qubits or bits a register, and elements an array, may have.</summary>
    public const int MaximumSize = 1 << 24;

    private const int MaximumWidth = 1 << 16;
    private const int MaximumDimensions = 7;

    private readonly BindingContext _context;

    public TypeBinder(BindingContext context) => _context = context;

    /// <summary>Binds a classical type.</summary>
    /// <param name="syntax">A scalar or array type.</param>
    /// <returns>The type, or null after a report.</returns>
    public ClassicalType? Bind(TypeSyntax syntax) => syntax switch
    {
        ScalarTypeSyntax scalar => Scalar(scalar),
        ArrayTypeSyntax array => Array(array.Element, array.Dimensions, array.Span),
        ArrayReferenceTypeSyntax reference => Array(reference.Element, reference.Dimensions, reference.Span),
        _ => null,
    };

    /// <summary>Binds a scalar type.</summary>
    /// <param name="syntax">The type.</param>
    /// <returns>The type, or null after a report.</returns>
    public ClassicalType? Scalar(ScalarTypeSyntax syntax)
    {
        switch (syntax.Kind)
        {
            case ScalarKind.Bool:
                return ClassicalType.Bool;
            case ScalarKind.Duration or ScalarKind.Stretch:
                return ClassicalType.Duration;
            case ScalarKind.Complex:
                if (syntax.Component is null)
                    return ClassicalType.Complex;
                if (Scalar(syntax.Component) is not { } part)
                    return null;
                if (part.Kind != ClassicalKind.Float)
                {
                    _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, part, "a part of a complex number", "; expected float");
                    return null;
                }

                return new ClassicalType(ClassicalKind.Complex, part.Width);
        }

        if (syntax.Width is null)
        {
            return syntax.Kind switch
            {
                ScalarKind.Bit => ClassicalType.Bit,
                ScalarKind.Int => ClassicalType.Int,
                ScalarKind.UInt => ClassicalType.UInt,
                ScalarKind.Float => ClassicalType.Float,
                _ => ClassicalType.Angle,
            };
        }

        int maximum = syntax.Kind == ScalarKind.Bit ? MaximumSize : MaximumWidth;
        if (Size(syntax.Width, maximum) is not { } width)
            return null;
        if (syntax.Kind == ScalarKind.Float && width is not (16 or 32 or 64))
        {
            _context.Report(QasmDiagnostics.BadFloatWidth, syntax.Width.Span, width);
            return null;
        }

        return new ClassicalType(
            syntax.Kind switch
            {
                ScalarKind.Bit => ClassicalKind.Bit,
                ScalarKind.Int => ClassicalKind.Int,
                ScalarKind.UInt => ClassicalKind.UInt,
                ScalarKind.Float => ClassicalKind.Float,
                _ => ClassicalKind.Angle,
            },
            width);
    }

    /// <summary>A size: a positive integer constant.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="maximum">The largest size allowed.</param>
    /// <param name="minimum">The smallest size allowed.</param>
    /// <returns>The size, or null after a report.</returns>
    public int? Size(ExpressionSyntax syntax, int maximum, int minimum = 1)
    {
        if (ConstantInteger(syntax, "a size") is not { } value)
            return null;
        if (value > maximum && value > minimum)
        {
            _context.Report(QasmDiagnostics.TooLarge, syntax.Span, $"the size {value}", maximum);
            return null;
        }

        if (value < minimum)
        {
            _context.Report(QasmDiagnostics.BadWidth, syntax.Span, value, minimum, maximum);
            return null;
        }

        return (int)value;
    }

    /// <summary>An integer that must be known before the program runs.</summary>
    /// <param name="syntax">The expression.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <returns>The integer, or null after a report.</returns>
    public BigInteger? ConstantInteger(ExpressionSyntax syntax, string what)
    {
        Bound bound = _context.Expressions.Bind(syntax);
        if (bound.IsFaulty)
            return null;
        if (_context.Expressions.RequireConstant(bound, syntax.Span, what) is not { } constant)
            return null;
        if (constant.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bool or ClassicalKind.Bit)
            return constant.Integer;
        if (constant.Type.Kind == ClassicalKind.Float && constant.Real == Math.Truncate(constant.Real) && double.IsFinite(constant.Real)
            && _context.Version.Major == 2)
            return new BigInteger(constant.Real);
        _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, constant.Type, "an integer", string.Empty);
        return null;
    }

    private ClassicalType? Array(ScalarTypeSyntax elementSyntax, ImmutableArray<ExpressionSyntax> dimensionSyntax, TextSpan span)
    {
        ClassicalType? element = Scalar(elementSyntax);
        var dimensions = new List<int>();
        long count = 1;
        foreach (ExpressionSyntax size in dimensionSyntax)
        {
            if (Size(size, MaximumSize, 0) is not { } dimension)
                return null;
            dimensions.Add(dimension);
            count *= dimension;
            if (count > MaximumSize)
            {
                _context.Report(QasmDiagnostics.TooLarge, size.Span, "the array", $"{MaximumSize} elements");
                return null;
            }
        }

        if (dimensions.Count > MaximumDimensions)
        {
            _context.Report(QasmDiagnostics.TooLarge, span, $"an array of {dimensions.Count} dimensions", MaximumDimensions);
            return null;
        }

        return element is null ? null : element with { Dimensions = [.. dimensions] };
    }
}

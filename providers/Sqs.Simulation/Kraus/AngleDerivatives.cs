using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Kraus;

/// <summary>Evaluates angle expressions together with their derivatives.</summary>
internal static class AngleDerivatives
{
    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">What <see cref="InputExpression"/> refers to.</param>
    /// <param name="gateParameters">What <see cref="GateParameterExpression"/> refers to.</param>
    /// <param name="gate">Name of the gate, for diagnostics.</param>
    /// <returns>The value with its derivatives.</returns>
    /// <exception cref="DiagnosticException">The expression is not differentiable.</exception>
    public static DualNumber Evaluate(Expression expression, DualNumber[] inputs, DualNumber[] gateParameters, string gate)
    {
        DualNumber Recurse(Expression operand) => Evaluate(operand, inputs, gateParameters, gate);
        if (expression.TryGetConstant(out double constant))
            return DualNumber.Constant(constant);
        return expression switch
        {
            InputExpression input => inputs[input.Index],
            GateParameterExpression parameter => gateParameters[parameter.Index],
            CastExpression cast => Recurse(cast.Operand),
            UnaryExpression { Operator: UnaryOperator.Negate } negation => Recurse(negation.Operand) is var x ? x.Chain(-x.Value, -1) : default,
            BinaryExpression binary => Binary(binary.Operator, Recurse(binary.Left), Recurse(binary.Right), gate),
            CallExpression { Arguments.Count: 1 } call => Function(call.Function, Recurse(call.Arguments[0]), gate),
            CallExpression { Function: BuiltInFunction.Pow } call => Binary(BinaryOperator.Power, Recurse(call.Arguments[0]), Recurse(call.Arguments[1]), gate),
            _ => throw NotDifferentiable(gate, expression.GetType().Name),
        };
    }

    private static DualNumber Binary(BinaryOperator kind, DualNumber a, DualNumber b, string gate)
    {
        switch (kind)
        {
            case BinaryOperator.Add:
                return a.Chain(b, a.Value + b.Value, 1, 1);
            case BinaryOperator.Subtract:
                return a.Chain(b, a.Value - b.Value, 1, -1);
            case BinaryOperator.Multiply:
                return a.Chain(b, a.Value * b.Value, b.Value, a.Value);
            case BinaryOperator.Divide:
                return a.Chain(b, a.Value / b.Value, 1 / b.Value, -a.Value / (b.Value * b.Value));
            case BinaryOperator.Power:
                double power = Math.Pow(a.Value, b.Value);
                return a.Chain(b, power, b.Value * Math.Pow(a.Value, b.Value - 1), power * Math.Log(a.Value));
            default:
                throw NotDifferentiable(gate, kind.ToString());
        }
    }

    private static DualNumber Function(BuiltInFunction function, DualNumber x, string gate)
    {
        double v = x.Value;
        return function switch
        {
            BuiltInFunction.Sin => x.Chain(Math.Sin(v), Math.Cos(v)),
            BuiltInFunction.Cos => x.Chain(Math.Cos(v), -Math.Sin(v)),
            BuiltInFunction.Tan => x.Chain(Math.Tan(v), 1 + (Math.Tan(v) * Math.Tan(v))),
            BuiltInFunction.Arcsin => x.Chain(Math.Asin(v), 1 / Math.Sqrt(1 - (v * v))),
            BuiltInFunction.Arccos => x.Chain(Math.Acos(v), -1 / Math.Sqrt(1 - (v * v))),
            BuiltInFunction.Arctan => x.Chain(Math.Atan(v), 1 / (1 + (v * v))),
            BuiltInFunction.Exp => x.Chain(Math.Exp(v), Math.Exp(v)),
            BuiltInFunction.Log => x.Chain(Math.Log(v), 1 / v),
            BuiltInFunction.Sqrt => x.Chain(Math.Sqrt(v), 0.5 / Math.Sqrt(v)),
            _ => throw NotDifferentiable(gate, function.ToString()),
        };
    }

    private static DiagnosticException NotDifferentiable(string gate, string what) =>
        new(KrausDiagnostics.NotDifferentiable.At(SourceSpan.None, gate, what));
}

using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Passes;

/// <summary>Puts numbers in the place of all inputs, so that the program runs without any.</summary>
/// <param name="values">One value an input, angles in radians.</param>
public sealed class BindInputsPass(EquatableArray<double> values) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "bind-inputs";

    /// <inheritdoc/>
    public override string Purpose => "Puts numbers in the place of inputs.";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new NoInputsPredicate()];

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["values"] = new JArray(values.Select(v => new JValue(v))) };

    /// <summary>Binds a program outside a pipeline.</summary>
    /// <param name="program">The program.</param>
    /// <param name="values">One value an input, angles in radians.</param>
    /// <returns>The program without inputs.</returns>
    /// <exception cref="ArgumentException">The number of values is not the number of inputs.</exception>
    public static CircuitProgram Bind(CircuitProgram program, ReadOnlySpan<double> values) =>
        new BindInputsPass([.. values]).Apply(program, new PassContext(TargetProfiles.Native));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of values is not the number of inputs.</exception>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (values.Count != program.Inputs.Count)
            throw new ArgumentException($"{program.Inputs.Count} inputs need as many values, not {values.Count}.", nameof(program));
        if (program.Inputs.IsEmpty)
            return program;
        ConstantExpression[] constants =
        [
            .. program.Inputs.Select((input, i) => new ConstantExpression(ClassicalConversion.Convert(ClassicalValue.Float(values[i]), input.Type))),
        ];
        return program with
        {
            Inputs = [],
            Body = program.Body.Rewrite((operation, result) => result.Add(operation.MapExpressions(e => e is ConstantExpression ? e : e.Rewrite(Replace).Fold()))),
        };

        Expression Replace(Expression node) => node is InputExpression input ? constants[input.Index] : node;
    }
}

using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Targets;

/// <summary>Brings programs and networks to targets.</summary>
public static class TargetCompiler
{
    /// <summary>Compiles a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="target">The target.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The compiled program, or null with the reasons why there is none; warnings either way.</returns>
    public static (CompiledProgram? Program, DiagnosticBag Diagnostics) Compile(
        CircuitProgram program, Target target, CompileOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new CompileOptions();
        var context = new PassContext(target, cancellation);
        context.Diagnostics.AddRange(CircuitVerifier.Verify(program));
        if (context.Diagnostics.HasErrors)
            return (null, context.Diagnostics);
        var records = new List<PassRecord>();
        CircuitProgram compiled = TargetPipelines.For(target, options).Run(program, context, options.Audit, record =>
        {
            records.Add(record);
            options.Observer?.Invoke(record);
        });
        if (context.Diagnostics.HasErrors)
            return (null, context.Diagnostics);
        JobProgram job = (context.Job ?? JobProgram.Of(compiled, ResourceCount.Of(compiled, target), target)) with { Copies = options.ParameterSets };
        (JobPlan? jobs, DiagnosticBag problems) = JobPlan.Create([job], options.Shots, target);
        context.Diagnostics.AddRange(problems);
        if (jobs is null)
            return (null, context.Diagnostics);
        JobEstimate estimate = JobEstimate.Of([job], target, options.Shots);
        return (new CompiledProgram(program, compiled, context.Placement, [.. records], job.Resources, estimate) { Jobs = jobs }, context.Diagnostics);
    }

    /// <summary>Compiles a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="target">The target.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The compiled network, or null with the reasons why there is none.</returns>
    public static (CompiledNetwork? Network, DiagnosticBag Diagnostics) Compile(
        NetworkGraph graph, Target target, CompileOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(target);
        options = (options ?? new CompileOptions()) with { OpenInputs = true };
        var diagnostics = new DiagnosticBag();
        string reason = "asked for";
        if (options.Plan != NetworkPlanKind.Layered)
        {
            (CompiledNetwork? fused, DiagnosticBag found) = Fuse(graph, target, options, cancellation);
            if (fused is not null || options.Plan == NetworkPlanKind.Fused)
                return (fused, found);
            reason = "the fused plan does not fit: " + found.First(d => d.IsError).Message;
            diagnostics.AddRange(found);
        }

        (CompiledNetwork? layered, DiagnosticBag problems) = Layer(graph, target, options, reason, cancellation);
        if (layered is not null || options.Plan == NetworkPlanKind.Layered)
            return (layered, problems);
        diagnostics.AddRange(problems);
        diagnostics.Report(PassDiagnostics.NoPlan, SourceSpan.None, target.Name);
        return (null, diagnostics);
    }

    private static (CompiledNetwork? Network, DiagnosticBag Diagnostics) Fuse(NetworkGraph graph, Target target, CompileOptions options, CancellationToken cancellation)
    {
        // Conditions of any form are planned: the passes bring them into the target's own. Qubits are reused by the pack pass where the target resets.
        Target planned = target with
        {
            FeedForward = target.FeedForward is { } rules ? rules with { AnyCondition = true } : null,
            QubitCount = target.Reset ? int.MaxValue : target.QubitCount,
        };
        (FusedPlan? plan, DiagnosticBag diagnostics) = FusedPlan.Create(graph, planned, new FusedPlanOptions { Parameters = options.Parameters });
        if (plan is null)
            return (null, diagnostics);
        (CompiledProgram? program, DiagnosticBag found) = Compile(
            options.External is { } external ? BindInputsPass.Bind(plan.Program, plan.Bind(external)) : plan.Program, target, options, cancellation);
        diagnostics.AddRange(found);
        string reason = "one program for all neurons and steps; " + string.Join("; ", plan.Decisions.Select(d => d.Reason).Distinct().Take(4));
        return program is null ? (null, diagnostics) : (new CompiledNetwork(plan, null, [program], reason), diagnostics);
    }

    private static (CompiledNetwork? Network, DiagnosticBag Diagnostics) Layer(
        NetworkGraph graph, Target target, CompileOptions options, string reason, CancellationToken cancellation)
    {
        (LayeredPlan? plan, DiagnosticBag diagnostics) = LayeredPlan.Create(graph, new LayeredPlanOptions { Parameters = options.Parameters, MaximumQubits = target.QubitCount });
        if (plan is null)
            return (null, diagnostics);
        var programs = new List<CompiledProgram>();
        if (options.External is not null)
            diagnostics.AddRange(plan.OpenInputs());
        foreach (CircuitProgram source in plan.Programs(options.External))
        {
            (CompiledProgram? program, DiagnosticBag found) = Compile(source, target, options, cancellation);
            diagnostics.AddRange(found);
            if (program is null)
                return (null, diagnostics);
            programs.Add(program);
        }

        return (new CompiledNetwork(null, plan, [.. programs], reason), diagnostics);
    }
}

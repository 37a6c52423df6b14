using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Mitigation;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Experiments;

/// <summary>Measures trained networks, one or an ensemble that votes.</summary>
internal static class ExperimentMeasuring
{
    /// <summary>Measures.</summary>
    /// <param name="members">The networks.</param>
    /// <param name="measurement">How.</param>
    /// <param name="seed">Seed of ties between members.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The accuracy, or null when there was an error.</returns>
    public static async Task<MeasuredAccuracy?> MeasureAsync(
        IReadOnlyList<TrainedMember> members, ExperimentMeasurement measurement, ulong seed, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var answers = new List<IReadOnlyList<int>>();
        foreach (TrainedMember member in members)
        {
            EvaluationResult? result = measurement.Mitigation.IsNone
                ? await PlainAsync(member, measurement, diagnostics, cancellation).ConfigureAwait(false)
                : await MitigatedAsync(member, measurement, diagnostics, cancellation).ConfigureAwait(false);
            if (result is null)
                return null;
            answers.Add(result.Answers);
        }

        Dataset data = members[0].Data;
        string right = Right(answers.Count == 1 ? answers[0] : Vote(answers, data.ClassCount, seed), data);
        string label = members.Count == 1 ? measurement.Label : $"{measurement.Label}, vote of {members.Count}";
        return new MeasuredAccuracy(label, right.Count(c => c == '1'), right.Length, right);
    }

    /// <summary>Which samples were recognised, a character each.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="data">The data.</param>
    /// <returns>Characters 1 and 0.</returns>
    public static string Right(IReadOnlyList<int> answers, Dataset data) =>
        string.Create(answers.Count, (answers, data.Test), static (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = state.answers[i] == state.Test.Labels[i] ? '1' : '0';
        });

    private static async Task<EvaluationResult?> PlainAsync(TrainedMember member, ExperimentMeasurement measurement, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Sampler(member.Graph, measurement, diagnostics) is not { } sampler)
            return null;
        return await new Evaluator(sampler, measuresLoss: false).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(member.Graph)), member.Data, DataPart.Test, measurement.Shots, member.Seed, threads: 1, cancellation).ConfigureAwait(false);
    }

    private static async Task<EvaluationResult?> MitigatedAsync(TrainedMember member, ExperimentMeasurement measurement, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!measurement.Mitigation.IsValid)
            diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"folds are {string.Join(", ", measurement.Folds)}", "they are odd, each once, from 1 on");
        NoiseChoice? noise = NoiseChoice.Read(measurement.Noise, diagnostics);
        (LayeredPlan? plan, DiagnosticBag found) = LayeredPlan.Create(member.Graph, new LayeredPlanOptions { Parameters = ParameterBinding.Inputs });
        diagnostics.AddRange(found);
        if (plan is null || diagnostics.HasErrors)
            return null;
        return await new MitigatedEvaluator(plan, noise, measurement.Mitigation).EvaluateAsync(
            new BoundNetwork(new NetworkLayout(member.Graph)), member.Data, DataPart.Test, measurement.Shots, member.Seed, threads: 1, cancellation).ConfigureAwait(false);
    }

    // The most frequent answer; a fair draw among equals.
    private static int[] Vote(List<IReadOnlyList<int>> answers, int classes, ulong seed)
    {
        int[] votes = new int[answers[0].Count];
        Span<int> counts = new int[classes];
        for (int sample = 0; sample < votes.Length; sample++)
        {
            counts.Clear();
            foreach (IReadOnlyList<int> member in answers)
                counts[member[sample]]++;
            var best = new List<int>();
            int most = 0;
            foreach (int count in counts)
                most = Math.Max(most, count);
            for (int label = 0; label < classes; label++)
            {
                if (counts[label] == most)
                    best.Add(label);
            }

            votes[sample] = best[(int)(CounterRandom.Uniform(seed, RandomStreams.For(RandomStreams.Ties, (ulong)sample), 1) * best.Count)];
        }

        return votes;
    }

    private static ISpikeSampler? Sampler(NetworkGraph graph, ExperimentMeasurement measurement, DiagnosticBag diagnostics)
    {
        NoiseChoice? noise = NoiseChoice.Read(measurement.Noise, diagnostics);
        if (diagnostics.HasErrors)
            return null;
        switch (measurement.Sampler ?? (noise is null ? null : "circuits"))
        {
            case null:
                return BatchedSampler.Fastest(graph);
            case "host" when noise is null:
                return new KrausSampler();
            case "batched" when noise is null:
                BatchedSampler.Check(graph, diagnostics);
                return diagnostics.HasErrors ? null : new BatchedSampler();
            case "circuits":
                (LayeredPlan? plan, DiagnosticBag found) = LayeredPlan.Create(graph, new LayeredPlanOptions { Parameters = ParameterBinding.Inputs });
                diagnostics.AddRange(found);
                return plan is null ? null : new CircuitSampler(plan, noise);
            default:
                diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"'{measurement.Sampler}' cannot measure with the noise '{measurement.Noise}'", "samplers are host, batched and circuits; noise takes circuits");
                return null;
        }
    }
}

using Sqs.Compiler.Plans;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Mitigation;

/// <summary>
/// Measures a network whose circuits are noisy: answers are made of mitigated spike rates of the outputs. Every fold is a run of its own with all shots.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="noise">The noise; null for none.</param>
/// <param name="options">What is done against it.</param>
public sealed class MitigatedEvaluator(LayeredPlan plan, NoiseChoice? noise, MitigationOptions options)
{
    /// <summary>Measures the mitigated rates.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="part">The part.</param>
    /// <param name="shots">Shots a sample and fold.</param>
    /// <param name="seed">Seed of the spikes.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One row a sample, one rate a class.</returns>
    public async Task<double[][]> RatesAsync(BoundNetwork network, Dataset data, DataPart part, int shots, ulong seed, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var folds = new List<double[][]>();
        foreach (int fold in options.Folds)
            folds.Add(await OfFoldAsync(fold, network, data, part, shots, CounterRandom.Combine(seed, (ulong)fold), threads, cancellation).ConfigureAwait(false));
        double[][] rates = folds[0];
        double[] values = new double[folds.Count];
        foreach ((double[] row, int sample) in rates.Select((r, i) => (r, i)))
        {
            for (int label = 0; label < row.Length; label++)
            {
                for (int fold = 0; fold < values.Length; fold++)
                    values[fold] = folds[fold][sample][label];
                row[label] = options.Extrapolate(values);
            }
        }

        return rates;
    }

    /// <summary>Measures the answers: the largest mitigated rate; a fair draw among equals.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="part">The part.</param>
    /// <param name="shots">Shots a sample and fold.</param>
    /// <param name="seed">Seed of the spikes.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The measurement.</returns>
    public async Task<EvaluationResult> EvaluateAsync(BoundNetwork network, Dataset data, DataPart part, int shots, ulong seed, int threads, CancellationToken cancellation)
    {
        double[][] rates = await RatesAsync(network, data, part, shots, seed, threads, cancellation).ConfigureAwait(false);
        SampleSet samples = data.Part(part);
        int[][] confusion = [.. Enumerable.Range(0, data.ClassCount).Select(_ => new int[data.ClassCount])];
        int[] answers = new int[samples.Count];
        int correct = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            double most = rates[i].Max();
            int[] best = [.. Enumerable.Range(0, data.ClassCount).Where(label => rates[i][label] == most)];
            answers[i] = best[(int)(CounterRandom.Uniform(seed, RandomStreams.For(RandomStreams.Ties, (ulong)i), 2) * best.Length)];
            confusion[samples.Labels[i]][answers[i]]++;
            correct += answers[i] == samples.Labels[i] ? 1 : 0;
        }

        return new EvaluationResult(samples.Count, correct, Loss: null, confusion) { Answers = answers };
    }

    private async Task<double[][]> OfFoldAsync(
        int fold, BoundNetwork network, Dataset data, DataPart part, int shots, ulong seed, int threads, CancellationToken cancellation)
    {
        SampleSet samples = data.Part(part);
        NetworkLayout layout = network.Layout;
        (double OfZero, double OfOne)[] errors = ReadoutErrors(layout);
        var sampler = new CircuitSampler(plan, noise, folds: fold);
        var targets = new TargetCode(layout, data.AnswerFrom);
        int size = Math.Min(Evaluator.BatchSize, samples.Count);
        var encoded = new SpikeTensor(size, data.Steps, data.Lines);
        var trains = new NetworkTrains(layout, size, shots);
        int[] counts = new int[data.ClassCount];
        double bits = (double)shots * (data.Steps - data.AnswerFrom) * layout.Populations[layout.Outputs[0]].Channels;
        var rates = new List<double[]>(samples.Count);
        for (int first = 0; first < samples.Count; first += size)
        {
            int[] indices = [.. Enumerable.Range(first, Math.Min(size, samples.Count - first))];
            data.Encode(part, indices, 0, encoded);
            trains.SetInputs(encoded, indices.Length);
            var request = new SamplingRequest { Samples = indices.Length, Seed = seed, SampleLabels = [.. indices.Select(i => (ulong)i)], Threads = threads };
            await sampler.SampleAsync(network, trains, request, cancellation).ConfigureAwait(false);
            for (int i = 0; i < indices.Length; i++)
            {
                targets.Count(trains, i, counts);
                rates.Add([.. counts.Select((count, label) => MitigationOptions.Correct(count / bits, errors[label].OfZero, errors[label].OfOne))]);
            }
        }

        return [.. rates];
    }

    // Of the first channel of each output neuron; nothing where it is not corrected.
    private (double OfZero, double OfOne)[] ReadoutErrors(NetworkLayout layout)
    {
        var errors = new List<(double, double)>();
        foreach (int output in layout.Outputs)
        {
            PopulationLayout population = layout.Populations[output];
            for (int neuron = 0; neuron < population.Size; neuron++)
                errors.Add(ReadoutError(population, neuron));
        }

        return [.. errors];
    }

    private (double OfZero, double OfOne) ReadoutError(PopulationLayout population, int neuron)
    {
        if (!options.Readout || noise is null)
            return (0, 0);
        foreach (LayerCircuit circuit in plan.Layers.SelectMany(l => l.Circuits))
        {
            if (circuit.Groups.FirstOrDefault(g => g.Population.Name == population.Population.Name && neuron >= g.FirstNeuron && neuron < g.FirstNeuron + g.Count) is not { } group)
                continue;
            QubitNoise qubit = noise.For(circuit.Program).Of(group.Qubit(neuron, 0));
            return (qubit.ReadoutErrorOfZero, qubit.ReadoutErrorOfOne);
        }

        return (0, 0);
    }
}

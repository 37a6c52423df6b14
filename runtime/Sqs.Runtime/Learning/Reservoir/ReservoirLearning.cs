using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Wiring;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Spikes;
using Sqs.Simulation.Random;

namespace Sqs.Runtime.Learning.Reservoir;

/// <summary>The rule of <see cref="ReservoirRuleOptions"/> in a training run: sums for the normal equations, solved when an epoch is complete.</summary>
internal sealed class ReservoirLearning : ILearningRule
{
    private const string SquaresKey = "squares";
    private const string ProductsKey = "products";
    private const string SamplesKey = "samples";

    private readonly LearningContext _context;
    private readonly double _ridge;
    private readonly PopulationLayout _output;
    private readonly NetworkTrains _trains;
    private readonly FreeShotCount _count;
    private readonly int _features;
    private readonly int _classes;
    private readonly double[] _squares;
    private readonly double[] _products;
    private readonly double[] _row;
    private double _samples;

    public ReservoirLearning(LearningContext context, ReservoirRuleOptions options)
    {
        NetworkLayout layout = context.Network.Layout;
        _context = context;
        _ridge = options.Ridge;
        _output = layout.Populations[layout.Outputs[0]];
        _trains = new NetworkTrains(layout, context.BatchSize, 1);
        _classes = context.Data.ClassCount;
        _count = new FreeShotCount(layout, new TargetCode(layout, context.Data.AnswerFrom), _classes, context.Seed);
        _features = _output.Incoming.Sum(i => i.Wiring.Lines);
        _squares = new double[_features * _features];
        _products = new double[_features * _classes];
        _row = new double[_features];
    }

    /// <inheritdoc/>
    public async Task<BatchOutcome> LearnAsync(LearningBatch batch, double[] gradient, CancellationToken cancellation)
    {
        Array.Clear(gradient);
        _trains.SetInputs(batch.Encoded, batch.Count);
        var request = new SamplingRequest
        {
            Samples = batch.Count,
            Seed = _context.Seed,
            SampleLabels = Array.ConvertAll(batch.Samples, s => CounterRandom.Combine((ulong)batch.Epoch, (ulong)s)),
            Threads = _context.Threads,
        };
        await _context.Sampler.SampleAsync(_context.Network, _trains, request, cancellation).ConfigureAwait(false);
        double loss = 0;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            CountSpikes(sample);
            loss += Error(batch.Labels[sample]) / batch.Count;
            for (int i = 0; i < _features; i++)
            {
                for (int j = 0; j < _features && _row[i] != 0; j++)
                    _squares[(i * _features) + j] += _row[i] * _row[j];
                _products[(i * _classes) + batch.Labels[sample]] += _row[i];
            }
        }

        _samples += batch.Count;
        return _count.Of(_trains, batch.Labels, request.SampleLabels, loss);
    }

    /// <inheritdoc/>
    public bool Assign(Span<double> parameters)
    {
        Matrix<double> squares = DenseMatrix.OfColumnMajor(_features, _features, _squares) / _samples;
        for (int i = 0; i < _features; i++)
            squares[i, i] += _ridge;
        Matrix<double> products = DenseMatrix.OfColumnMajor(_classes, _features, _products).Transpose() / _samples;
        Matrix<double> weights = squares.Cholesky().Solve(products);
        int first = 0;
        foreach ((SynapseWiring wiring, int offset, _) in _output.Incoming)
        {
            for (int line = 0; line < wiring.Lines; line++)
            {
                for (int label = 0; label < _classes; label++)
                    parameters[offset + (line * _classes) + label] = weights[first + line, label];
            }

            first += wiring.Lines;
        }

        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save() =>
        new Dictionary<string, double[]> { [SquaresKey] = [.. _squares], [ProductsKey] = [.. _products], [SamplesKey] = [_samples] };

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (!memory.TryGetValue(SquaresKey, out double[]? squares))
            return;
        squares.CopyTo(_squares, 0);
        memory[ProductsKey].CopyTo(_products, 0);
        _samples = memory[SamplesKey][0];
    }

    // What the readout hears of a sample, added up over the steps.
    private void CountSpikes(int sample)
    {
        int first = 0;
        Array.Clear(_row);
        int inputs = _context.Network.Layout.Graph.Inputs.Count;
        foreach ((SynapseWiring wiring, _, _) in _output.Incoming)
        {
            SpikeTensor tensor = _trains.Populations[wiring.Source - inputs];
            for (int step = 0; step < tensor.Steps; step++)
            {
                for (int line = 0; line < wiring.Lines; line++)
                    _row[first + line] += tensor.Spike(sample, step, line) != 0 ? 1 : wiring.IsSigned ? -1 : 0;
            }

            first += wiring.Lines;
        }
    }

    // Half the squared distance of the present readout from the code of the class.
    private double Error(int target)
    {
        ReadOnlySpan<double> parameters = _context.Network.Parameters;
        double error = 0;
        for (int label = 0; label < _classes; label++)
        {
            double sum = label == target ? -1 : 0;
            int first = 0;
            foreach ((SynapseWiring wiring, int offset, _) in _output.Incoming)
            {
                for (int line = 0; line < wiring.Lines; line++)
                    sum += _row[first + line] * parameters[offset + (line * _classes) + label];
                first += wiring.Lines;
            }

            error += 0.5 * sum * sum;
        }

        return error;
    }
}

using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Controls;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Local;

namespace Sqs.Runtime.Tests.Learning;

/// <summary>Whole trainings on small data.</summary>
public sealed class TrainerTests
{
    private const string Glyphs = "task:glyphs?classes=0,1&train=60&validation=20&test=200&steps=6&cap=0.5&seed=3";

    private string _folder = string.Empty;

    private static TrainingOptions Options => new() { Epochs = 3, BatchSize = 8, Seed = 5, Threads = 1, Rule = new LocalRuleOptions { Shots = 3 } };

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sqs-trainer-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Network_learns_the_bundled_glyphs()
    {
        Dataset data = SmallNetworks.Load("task:glyphs?classes=0,1&train=300&test=300&steps=10&cap=0.5&seed=1");
        NetworkGraph graph = new NetworkInitializer().Initialise(Shape(data, 4, skip: true), 1);
        TrainingResult result = await TrainAsync(graph, data, new TrainingOptions { Epochs = 4, Threads = 2, Seed = 1 });
        EvaluationResult test = await new Evaluator(new KrausSampler())
            .EvaluateAsync(new BoundNetwork(new NetworkLayout(result.Graph)), data, DataPart.Test, 1, 0, 2, default);
        Assert.That(test.Accuracy, Is.GreaterThan(0.95));
        Assert.That(test.Samples, Is.EqualTo(300));
        Assert.That(test.Confusion.Sum(row => row.Sum()), Is.EqualTo(300));
        Assert.That(result.Epochs[^1].Loss, Is.LessThan(0.5 * result.Epochs[0].Loss));
    }

    [TestCase(2)]
    [TestCase(11)]
    [TestCase(16)]
    public async Task Resumed_run_equals_one_that_was_never_interrupted(int batches)
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Initial(data);
        TrainingResult whole = await TrainAsync(graph, data, Options);
        string checkpoint = Path.Combine(_folder, "checkpoint.json");
        using var cancellation = new CancellationTokenSource();
        int seen = 0;
        TrainingResult first = await TrainAsync(graph, data, Options, checkpoint, _ => Stop(), cancellation.Token);
        Assert.That(first.IsComplete, Is.False);
        Assert.That(seen, Is.EqualTo(batches));
        TrainingResult second = await TrainAsync(graph, data, Options with { Threads = 2 }, checkpoint);
        Assert.That(second.IsComplete, Is.True);
        Assert.That(new NetworkLayout(second.Graph).Read(), Is.EqualTo(new NetworkLayout(whole.Graph).Read()));
        Assert.That(second.Epochs.Select(e => e with { Seconds = 0 }), Is.EqualTo(whole.Epochs.Select(e => e with { Seconds = 0 })));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo([checkpoint]), "nothing half written is left");

        void Stop()
        {
            if (++seen == batches)
                cancellation.Cancel();
        }
    }

    [Test]
    public async Task Seed_gives_the_same_network_on_one_and_two_threads_and_another_seed_another()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Initial(data);
        double[] one = new NetworkLayout((await TrainAsync(graph, data, Options)).Graph).Read();
        double[] two = new NetworkLayout((await TrainAsync(graph, data, Options with { Threads = 2 })).Graph).Read();
        double[] other = new NetworkLayout((await TrainAsync(graph, data, Options with { Seed = 6 })).Graph).Read();
        Assert.That(two, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public async Task Best_epoch_is_chosen_by_validation()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        TrainingResult result = await TrainAsync(Initial(data), data, Options with { Epochs = 6 });
        double best = result.Epochs.Max(e => e.ValidationAccuracy!.Value);
        Assert.That(result.Epochs[result.BestEpoch - 1].ValidationAccuracy, Is.EqualTo(best));
        Assert.That(result.Epochs.First(e => e.ValidationAccuracy == best).Epoch, Is.EqualTo(result.BestEpoch), "the earliest of equals");
    }

    [Test]
    public async Task Frozen_angles_keep_their_values_and_the_others_move()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph control = ControlNetworks.WithoutEntanglement(Initial(data), out IReadOnlyList<string> frozen)!;
        Assert.That(frozen, Is.EqualTo(["ent"]));
        TrainingResult result = await TrainAsync(control, data, Options with { Frozen = frozen });
        Population population = result.Graph.Populations[0];
        Assert.That(population.ParametersOf(1)[0], Is.Zero, "ent");
        Assert.That(population.ParametersOf(1)[2], Is.Not.EqualTo(control.Populations[0].ParametersOf(1)[2]), "in");
    }

    [Test]
    public async Task Last_spike_control_trains_in_the_same_graph()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph control = ControlNetworks.WithLastSpike(Initial(data))!;
        Assert.That(control.Populations[0].Neuron, Is.InstanceOf<LastSpikeNeuron>());
        TrainingResult result = await TrainAsync(control, data, Options);
        Assert.That(result.Epochs[^1].Loss, Is.LessThan(result.Epochs[0].Loss));
    }

    [Test]
    public void Logistic_regression_separates_the_glyphs()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        Assert.That(LogisticRegression.Fit(data).Evaluate(data.Test).Accuracy, Is.GreaterThan(0.97));
    }

    [Test]
    public async Task Checkpoint_of_another_run_is_refused()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        string checkpoint = Path.Combine(_folder, "checkpoint.json");
        await TrainAsync(Initial(data), data, Options with { Epochs = 1 }, checkpoint);
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await new Trainer(new KrausSampler())
            .TrainAsync(Initial(data), data, Options with { Seed = 99 }, checkpoint, null, diagnostics, default);
        Assert.That(result, Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS5107"));
    }

    [Test]
    public async Task Damaged_checkpoint_is_reported()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        string checkpoint = Path.Combine(_folder, "checkpoint.json");
        await TrainAsync(Initial(data), data, Options with { Epochs = 1 }, checkpoint);
        await File.WriteAllTextAsync(checkpoint, (await File.ReadAllTextAsync(checkpoint))[..200]);
        var diagnostics = new DiagnosticBag();
        await new Trainer(new KrausSampler()).TrainAsync(Initial(data), data, Options, checkpoint, null, diagnostics, default);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS5106"));
    }

    [Test]
    public async Task Data_that_do_not_fit_are_reported_all_at_once()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        var diagnostics = new DiagnosticBag();
        NetworkGraph graph = SmallNetworks.Create(5, 2, 3, 4);
        await new Trainer(new KrausSampler()).TrainAsync(graph, data, Options with { BatchSize = 0 }, null, null, diagnostics, default);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(["SQS5101", "SQS5102", "SQS5103", "SQS5108"]));
    }

    [Test]
    public void Wilson_interval_is_that_of_the_formula()
    {
        // 95 % score interval of 8 out of 10 (Newcombe 1998, method 3): 0.4902 to 0.9433.
        WilsonInterval interval = WilsonInterval.Of(8, 10);
        Assert.That(interval.Low, Is.EqualTo(0.4902).Within(5e-5));
        Assert.That(interval.High, Is.EqualTo(0.9433).Within(5e-5));
        Assert.That(WilsonInterval.Of(0, 5).Low, Is.Zero);
        Assert.That(WilsonInterval.Of(5, 5).High, Is.EqualTo(1));
    }

    private static NetworkGraph Shape(Dataset data, int hidden, bool skip) => new FeedForwardGraph
    {
        Inputs = data.Lines,
        Hidden = [hidden],
        Outputs = data.ClassCount,
        Skip = skip,
        Steps = data.Steps,
        Neuron = new SqsNeuron(1, 1, new Compiler.Neurons.Ansaetze.ChainAnsatz()),
    }.Build();

    private static NetworkGraph Initial(Dataset data) => new NetworkInitializer().Initialise(Shape(data, 2, skip: true), 2);

    private static async Task<TrainingResult> TrainAsync(
        NetworkGraph graph, Dataset data, TrainingOptions options, string? checkpoint = null, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await new Trainer(new KrausSampler()).TrainAsync(graph, data, options, checkpoint, progress, diagnostics, cancellation);
        Assert.That(diagnostics, Is.Empty);
        return result!;
    }
}

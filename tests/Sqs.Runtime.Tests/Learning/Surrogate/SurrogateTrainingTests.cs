using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning;
using Sqs.Runtime.Learning.Evaluation;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Surrogate;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Tests.Learning.Surrogate;

/// <summary>Whole trainings with surrogate gradients on small data.</summary>
public sealed class SurrogateTrainingTests
{
    private const string Glyphs = "task:glyphs?classes=0,1&train=120&validation=20&test=200&steps=6&cap=0.5&seed=3";

    private static IEnumerable<NeuronModel> Families => [new SqsNeuron(1, 1, new ChainAnsatz()), new LastSpikeNeuron(), new LogisticNeuron(), new LeakyNeuron()];

    private static TrainingOptions Options => new()
    {
        Epochs = 3,
        BatchSize = 16,
        Seed = 5,
        Threads = 1,
        Rule = new SurrogateRuleOptions(),
        Optimizer = new OptimizerOptions { WeightRate = 0.01, BiasRate = 0.01, AngleRate = 0.01, Schedule = new LearningRateSchedule { Kind = ScheduleKind.Cosine, Epochs = 3 } },
    };

    private static IEnumerable<TestCaseData> Trainings =>
        from family in Families
        from shape in Enum.GetValues<SurrogateShape>()
        select new TestCaseData(family, shape).SetArgDisplayNames(family.Family, shape.ToString());

    [TestCaseSource(nameof(Trainings))]
    public async Task Network_learns_the_bundled_glyphs(NeuronModel model, SurrogateShape shape)
    {
        Dataset data = SmallNetworks.Load("task:glyphs?classes=0,1&train=300&test=300&steps=6&cap=0.5&seed=1");
        TrainingOptions options = Options with { Epochs = 8, Threads = 2, Rule = new SurrogateRuleOptions { Shape = shape } };
        TrainingResult result = await TrainAsync(Initial(data, model), data, options with { Optimizer = options.Optimizer with { Schedule = new LearningRateSchedule() } });
        EvaluationResult test = await new Evaluator(new BatchedSampler(), measuresLoss: false)
            .EvaluateAsync(new BoundNetwork(new NetworkLayout(result.Graph)), data, DataPart.Test, 1, 0, 2, default);
        Assert.That(test.Accuracy, Is.GreaterThan(0.8), "chance is 0.5");
        Assert.That(test.Loss, Is.Null, "it was not asked for");
        Assert.That(result.Epochs[^1].Loss, Is.LessThan(0.7 * result.Epochs[0].Loss));
    }

    [TestCase(5)]
    [TestCase(8)]
    [TestCase(17)]
    public async Task Resumed_run_equals_one_that_was_never_interrupted_on_any_number_of_threads(int batches)
    {
        string folder = Directory.CreateTempSubdirectory("sqs-surrogate-").FullName;
        try
        {
            Dataset data = SmallNetworks.Load(Glyphs);
            NetworkGraph graph = Initial(data, new SqsNeuron(1, 1, new ChainAnsatz()));
            TrainingResult whole = await TrainAsync(graph, data, Options);
            string checkpoint = Path.Combine(folder, "checkpoint.json");
            using var cancellation = new CancellationTokenSource();
            int seen = 0;
            TrainingResult first = await TrainAsync(graph, data, Options, checkpoint, _ => Stop(), cancellation.Token);
            Assert.That(first.IsComplete, Is.False);
            TrainingResult second = await TrainAsync(graph, data, Options with { Threads = 2 }, checkpoint);
            Assert.That(second.IsComplete, Is.True);
            Assert.That(new NetworkLayout(second.Graph).Read(), Is.EqualTo(new NetworkLayout(whole.Graph).Read()));
            Assert.That(second.Epochs.Select(e => e with { Seconds = 0 }), Is.EqualTo(whole.Epochs.Select(e => e with { Seconds = 0 })));

            void Stop()
            {
                if (++seen == batches)
                    cancellation.Cancel();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Checkpoint_of_another_surrogate_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("sqs-surrogate-").FullName;
        try
        {
            Dataset data = SmallNetworks.Load(Glyphs);
            NetworkGraph graph = Initial(data, new SqsNeuron(1, 1, new ChainAnsatz()));
            string checkpoint = Path.Combine(folder, "checkpoint.json");
            await TrainAsync(graph, data, Options with { Epochs = 1 }, checkpoint);
            var diagnostics = new DiagnosticBag();
            TrainingOptions other = Options with { Rule = new SurrogateRuleOptions { Shape = SurrogateShape.Arctan } };
            Assert.That(await new Trainer(new BatchedSampler()).TrainAsync(graph, data, other, checkpoint, null, diagnostics, default), Is.Null);
            Assert.That(diagnostics.Single().Code, Is.EqualTo("SQS5107"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Rates_follow_their_schedule()
    {
        var cosine = new LearningRateSchedule { Kind = ScheduleKind.Cosine, Epochs = 4 };
        Assert.That(new[] { 0.0, 1, 2, 4, 5 }.Select(cosine.At), Is.EqualTo(new[] { 1, 0.5 + (0.5 * Math.Sqrt(0.5)), 0.5, 0, 0 }).Within(1e-12));
        var step = new LearningRateSchedule { Kind = ScheduleKind.Step, Epochs = 3, Decay = 0.5 };
        Assert.That(new[] { 0, 2.9, 3, 6.5 }.Select(step.At), Is.EqualTo(new[] { 1, 1, 0.5, 0.25 }).Within(1e-12));
        Assert.That(new LearningRateSchedule().At(7), Is.EqualTo(1));
    }

    [Test]
    public async Task Learned_logit_scale_goes_through_a_checkpoint()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        NetworkGraph graph = Initial(data, new SqsNeuron(1, 1, new ChainAnsatz()));
        var options = new TrainingOptions { Epochs = 2, Seed = 3, Threads = 1, Rule = new SurrogateRuleOptions { LogitScaleRate = 0.05 } };
        NetworkGraph whole = (await TrainAsync(graph, data, options)).Graph;
        string checkpoint = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.checkpoint");
        await TrainAsync(graph, data, options with { Epochs = 1 }, checkpoint);
        NetworkGraph resumed = (await TrainAsync(graph, data, options, checkpoint)).Graph;
        File.Delete(checkpoint);
        NetworkGraph fixedScale = (await TrainAsync(graph, data, options with { Rule = new SurrogateRuleOptions() })).Graph;
        Assert.That(resumed.Synapses.Select(s => s.Weights), Is.EqualTo(whole.Synapses.Select(s => s.Weights)));
        Assert.That(fixedScale.Synapses.Select(s => s.Weights), Is.Not.EqualTo(whole.Synapses.Select(s => s.Weights)));
    }

    [Test]
    public void Cross_entropy_of_rates_is_that_of_its_formula()
    {
        Dataset data = SmallNetworks.Load(Glyphs);
        var layout = new NetworkLayout(Initial(data, new SqsNeuron(1, 1, new ChainAnsatz())));
        var trains = new NetworkTrains(layout, 1, 1);
        foreach (int step in (int[])[0, 2, 5])
            trains.Populations[1].SetSpike(0, step, 1, 1);
        var loss = new RateLoss(new TargetCode(layout, 0), classes: 2, steps: 6);
        (double value, float[] gradient) = loss.Measure(trains, [0], scale: 4);

        // Logits 0 and 4 * 3/6; the label is class 0.
        double share = Math.Exp(2) / (1 + Math.Exp(2));
        Assert.That(value, Is.EqualTo(-Math.Log(1 - share)).Within(1e-12));
        Assert.That(gradient[..2], Is.EqualTo(new[] { -share * 4 / 6, share * 4 / 6 }).Within(1e-6));
        double byScale = loss.ScaleGradient;
        double difference = (loss.Measure(trains, [0], 4 + 1e-5).Loss - loss.Measure(trains, [0], 4 - 1e-5).Loss) / 2e-5;
        Assert.That(byScale, Is.EqualTo(difference).Within(1e-8));
    }

    private static NetworkGraph Initial(Dataset data, NeuronModel model) => new NetworkInitializer { Gain = 0.5 }.Initialise(
        new FeedForwardGraph
        {
            Inputs = data.Lines,
            Hidden = [24],
            Outputs = data.ClassCount,
            Steps = data.Steps,
            Neuron = model,
        }.Build(),
        2);

    private static async Task<TrainingResult> TrainAsync(
        NetworkGraph graph, Dataset data, TrainingOptions options, string? checkpoint = null, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var diagnostics = new DiagnosticBag();
        TrainingResult? result = await new Trainer(new BatchedSampler()).TrainAsync(graph, data, options, checkpoint, progress, diagnostics, cancellation);
        Assert.That(diagnostics, Is.Empty);
        return result!;
    }
}

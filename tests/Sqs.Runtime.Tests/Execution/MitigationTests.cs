using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Mitigation;
using Sqs.Runtime.Tests.Learning;
using Sqs.Simulation;

namespace Sqs.Runtime.Tests.Execution;

/// <summary>Mitigation: folding changes no distribution, extrapolation and readout correction bring noisy rates back to those without noise.</summary>
public sealed class MitigationTests
{
    private const int Shots = 40_000;

    [TestCase(3)]
    [TestCase(5)]
    public void Folding_multiplies_gates_and_keeps_the_distribution(int factor)
    {
        CircuitProgram program = LayeredPlan.Create(Network()).Plan!.Layers[0].Circuits[0].Program;
        CircuitProgram bound = new BindInputsPass([.. Enumerable.Range(0, program.Inputs.Count).Select(i => 0.3 + (0.4 * i))]).Apply(program, new PassContext(TargetProfiles.Native));
        CircuitProgram folded = new FoldNeuronsPass(factor).Apply(bound, new PassContext(TargetProfiles.Native));
        Assert.That(folded.Body.Operations.Count(o => o is GateOperation), Is.EqualTo(factor * bound.Body.Operations.Count(o => o is GateOperation)));
        Assert.That(CircuitVerifier.Verify(folded), Is.Empty);
        SortedDictionary<string, double> expected = Exact(bound);
        SortedDictionary<string, double> found = Exact(folded);
        foreach ((string key, double probability) in expected)
            Assert.That(found.GetValueOrDefault(key), Is.EqualTo(probability).Within(1e-10), key);
    }

    [Test]
    public void Even_factors_are_refused() => Assert.That(
        () => new FoldNeuronsPass(2).Apply(LayeredPlan.Create(Network()).Plan!.Layers[0].Circuits[0].Program, new PassContext(TargetProfiles.Native)), Throws.ArgumentException);

    [Test]
    public void Extrapolation_is_exact_for_polynomials()
    {
        Assert.That(new MitigationOptions { Folds = [1, 3] }.Extrapolate([0.7, 0.5]), Is.EqualTo(0.8).Within(1e-12), "a line");
        double[] square = [.. ((int[])[1, 3, 5]).Select(x => 0.9 - (0.1 * x) + (0.01 * x * x))];
        Assert.That(new MitigationOptions { Folds = [1, 3, 5] }.Extrapolate(square), Is.EqualTo(0.9).Within(1e-12));
        Assert.That(new MitigationOptions { Folds = [1, 2] }.IsValid || new MitigationOptions { Folds = [3] }.IsValid || new MitigationOptions { Folds = [1, 3, 3] }.IsValid, Is.False);
    }

    // Rates of a few samples; 40,000 shots have a standard deviation of 0.0025 at most, extrapolation from 1 and 3 multiplies it by 1.6.
    [Test]
    public async Task Extrapolated_rates_are_nearer_to_those_without_noise()
    {
        double[] ideal = await RatesAsync(null, new MitigationOptions());
        double[] noisy = await RatesAsync(Gates, new MitigationOptions());
        double[] mitigated = await RatesAsync(Gates, new MitigationOptions { Folds = [1, 3] });
        double before = Distance(noisy, ideal);
        double after = Distance(mitigated, ideal);
        Assert.That(before, Is.GreaterThan(0.03), "there is something to mitigate");
        Assert.That(after, Is.LessThan(0.6 * before));
    }

    [Test]
    public async Task Corrected_rates_are_those_without_readout_errors()
    {
        double[] ideal = await RatesAsync(null, new MitigationOptions());
        double[] noisy = await RatesAsync(Readout, new MitigationOptions());
        double[] corrected = await RatesAsync(Readout, new MitigationOptions { Readout = true });
        Assert.That(Distance(noisy, ideal), Is.GreaterThan(0.03), "there is something to correct");
        Assert.That(Distance(corrected, ideal), Is.LessThan(0.02), "six standard deviations of a corrected rate");
    }

    private const string Gates = """{ "name": "gates", "one_qubit": { "error": 0.01, "time": 0 }, "two_qubit": { "error": 0.04, "time": 0 } }""";

    private const string Readout = """{ "name": "readout", "default_qubit": { "readout_error_of_zero": 0.12, "readout_error_of_one": 0.05 } }""";

    private static async Task<double[]> RatesAsync(string? noise, MitigationOptions options)
    {
        NetworkGraph graph = Network();
        Dataset data = SmallNetworks.Load("task:delayed-recall?delay=2&train=2&test=4&distractors=0");
        var diagnostics = new DiagnosticBag();
        NoiseChoice? choice = null;
        if (noise is not null)
        {
            string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
            File.WriteAllText(file, noise);
            choice = NoiseChoice.Read(file, diagnostics);
            File.Delete(file);
        }

        Assert.That(diagnostics, Is.Empty);
        LayeredPlan plan = LayeredPlan.Create(graph, new LayeredPlanOptions { Parameters = ParameterBinding.Inputs }).Plan!;
        double[][] rates = await new MitigatedEvaluator(plan, choice, options).RatesAsync(new BoundNetwork(new NetworkLayout(graph)), data, DataPart.Test, Shots, 5, 2, default);
        return [.. rates.SelectMany(r => r)];
    }

    // No hidden layer: only then are corrected outputs the whole story.
    private static NetworkGraph Network() => SmallNetworks.Create(3, 0, 2, 3, new SqsNeuron(1, 1, new ChainAnsatz()), seed: 4);

    private static double Distance(double[] one, double[] two) => one.Zip(two, (a, b) => Math.Abs(a - b)).Max();

    private static SortedDictionary<string, double> Exact(CircuitProgram program) =>
        new(Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact }).Sets[0].Exact!.ToDictionary(), StringComparer.Ordinal);
}

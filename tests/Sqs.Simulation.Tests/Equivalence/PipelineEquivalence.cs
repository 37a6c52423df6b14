using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>
/// Compiles drawn networks and programs for every kind of target and compares, behind every pass that changed something, the exact distribution with that of
/// the source. Networks are held against their definition (<see cref="TrainFactorization"/>), programs against the source by the exact method.
/// </summary>
internal sealed class PipelineEquivalence
{
    /// <summary>Wider deferred programs are left out: the exact method enumerates every measurement of theirs at once.</summary>
    private const int MaximumDeferredQubits = 22;

    private static readonly string[] Names =
    [
        "ibm-heron", "ibm-heron-fractional", "ibm-nighthawk", "ionq-forte", "ionq-forte-native", "ionq-forte-qasm", "ionq-forte-reuse", "generic-line-12", "generic-all-8",
    ];

    /// <summary>What a target may refuse: more qubits than it has, conditions on what a branch measured, and branches no control expresses.</summary>
    private static readonly HashSet<string> Refusals = new(StringComparer.Ordinal) { "SQS3103", "SQS3104", "SQS3106", "SQS3118", "SQS3119", "SQS3121", "SQS3122", "SQS3125", "SQS3209" };

    private readonly SortedDictionary<string, int> _passes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _targets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);

    /// <summary>Number of networks and programs drawn.</summary>
    public int Drawn { get; private set; }

    /// <summary>Programs compared behind each pass.</summary>
    public IReadOnlyDictionary<string, int> Passes => _passes;

    /// <summary>Compiled programs compared for each target.</summary>
    public IReadOnlyDictionary<string, int> ComparedByTarget => _targets;

    /// <summary>The targets.</summary>
    public static IEnumerable<Target> Targets =>
    [
        .. Names.Select(Find),
        Find("generic-all-8") with { Name = "no reset", Reset = false },
        Find("ionq-forte-reuse") with { Name = "reuse of 5", QubitCount = 5 },
    ];

    /// <summary>The counts, for people.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() =>
        $"{Drawn} drawn\ncompiled and compared: {Line(_targets)}\nrefused: {Line(_refused)}\ncompared behind passes: {Line(_passes)}";

    /// <summary>Checks a drawn network.</summary>
    /// <param name="seed">Seed.</param>
    public void CheckNetwork(int seed)
    {
        Drawn++;
        var random = new System.Random(seed);
        NetworkGraph graph = RandomNetworks.Recurrent(random);
        bool[][,] spikes = [.. graph.Inputs.Select(input => Spikes(graph.Steps, input.Size, random))];
        var reference = new TrainFactorization(graph, spikes);
        SortedDictionary<string, double> expected = reference.Joint();
        Assert.That(expected.Values.Sum(), Is.EqualTo(1).Within(1e-9));
        foreach (Target target in Targets)
        {
            var stages = new List<PassRecord>();
            var options = new CompileOptions
            {
                Plan = NetworkPlanKind.Fused,
                Audit = true,
                Parameters = random.Next(2) == 0 ? ParameterBinding.Literal : ParameterBinding.Inputs,
                Observer = stages.Add,
            };
            (CompiledNetwork? network, DiagnosticBag diagnostics) = TargetCompiler.Compile(graph, target, options);
            if (network is null)
            {
                Refuse(target, diagnostics, $"network {seed}");
                continue;
            }

            double[] values = network.Fused!.Bind(reference.External);
            Compare(expected, stages, p => new BindInputsPass([.. values]).Apply(p, new PassContext(target)), target, $"network {seed}");
        }
    }

    /// <summary>Checks a drawn program.</summary>
    /// <param name="seed">Seed.</param>
    public void CheckProgram(int seed)
    {
        Drawn++;
        CircuitProgram program = RandomPrograms.Dynamic(seed, 3);
        SortedDictionary<string, double> expected = ExactEquivalence.Distribution(program);
        foreach (Target target in Targets)
        {
            var stages = new List<PassRecord>();
            (CompiledProgram? compiled, DiagnosticBag diagnostics) = TargetCompiler.Compile(program, target, new CompileOptions { Audit = true, Observer = stages.Add });
            if (compiled is null)
                Refuse(target, diagnostics, $"program {seed}");
            else
                Compare(expected, stages, p => p, target, $"program {seed}");
        }
    }

    private void Refuse(Target target, DiagnosticBag diagnostics, string what)
    {
        Assert.That(diagnostics.Where(d => d.IsError).Select(d => d.Code).Distinct(), Is.SubsetOf(Refusals), $"{what}, {target.Name}");
        _refused[target.Name] = _refused.GetValueOrDefault(target.Name) + 1;
    }

    private void Compare(SortedDictionary<string, double> expected, List<PassRecord> stages, Func<CircuitProgram, CircuitProgram> bind, Target target, string what)
    {
        PassRecord[] changed = [.. stages.Where(s => s.Changed)];
        int used = changed.Length == 0 ? 0 : changed[^1].Program.Body.DescendantOperations().Where(o => o is not BarrierOperation).SelectMany(o => o.Operands()).Distinct().Count();
        if (target.FeedForward is null && used > MaximumDeferredQubits)
        {
            _refused["too wide to compare"] = _refused.GetValueOrDefault("too wide to compare") + 1;
            return;
        }

        foreach (PassRecord stage in changed)
        {
            ExactEquivalence.AssertDistribution(expected, bind(stage.Program), $"{what}, {target.Name}, {stage.Name}");
            _passes[stage.Name] = _passes.GetValueOrDefault(stage.Name) + 1;
        }

        _targets[target.Name] = _targets.GetValueOrDefault(target.Name) + 1;
    }

    private static Target Find(string name) => TargetProfiles.TryFind(name, out Target? target, out _) ? target : throw new ArgumentException(name);

    private static string Line(SortedDictionary<string, int> counts) => string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));

    private static bool[,] Spikes(int steps, int lines, System.Random random)
    {
        bool[,] spikes = new bool[steps, lines];
        for (int step = 0; step < steps; step++)
        {
            for (int line = 0; line < lines; line++)
                spikes[step, line] = random.Next(2) == 0;
        }

        return spikes;
    }
}

using Newtonsoft.Json;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Passes;

public sealed class PassPipelineTests
{
    private static readonly ProgramPredicate Bound = new NoInputsPredicate();

    [Test]
    public void A_pass_whose_needs_nothing_establishes_fails_when_the_pipeline_is_built()
    {
        Assert.That(() => new PassPipeline([new Probe { Requires = [Bound] }]), Throws.ArgumentException.With.Message.Contains($"pass 'probe' requires {Bound.Name}"));
        Assert.That(() => new PassPipeline([new BindInputsPass([]), new Probe { Requires = [Bound] }]), Throws.Nothing);
        Assert.That(() => new PassPipeline([new Probe { Requires = [Bound] }], given: [Bound]), Throws.Nothing);
    }

    [Test]
    public void What_a_pass_does_not_keep_is_forgotten()
    {
        Assert.That(
            () => new PassPipeline([new BindInputsPass([]), new Probe { KeepsAll = false }, new Probe { Requires = [Bound] }]),
            Throws.ArgumentException);
    }

    [Test]
    public void What_holds_behind_the_last_pass_is_known_when_the_pipeline_is_built()
    {
        IReadOnlyList<ProgramPredicate> guarantees = new PassPipeline([new FoldPass(), new PackPass(3)], given: [new NoResetPredicate(), Bound]).Guarantees;
        Assert.That(guarantees, Is.EqualTo(new ProgramPredicate[] { Bound, new WidthPredicate(3) }), "packing adds resets");
        Assert.That(guarantees.Any(g => g.Implies(new WidthPredicate(4))), Is.True);
    }

    [Test]
    public void Audit_catches_a_pass_that_breaks_its_promise()
    {
        var builder = new CircuitBuilder();
        builder.Input("a");
        var pipeline = new PassPipeline([new Probe { Establishes = [Bound] }]);
        Assert.That(() => pipeline.Run(builder.Build(), new PassContext(TargetProfiles.Native)), Throws.Nothing);
        Assert.That(
            () => pipeline.Run(builder.Build(), new PassContext(TargetProfiles.Native), audit: true),
            Throws.InvalidOperationException.With.Message.Contains("pass 'probe' left a program that breaks its promise: error SQS3213"));
    }

    [Test]
    public void Observers_see_each_pass_with_what_it_counted()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("rx", 0.0, 0);
        builder.Gate("h", 0);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        var records = new List<PassRecord>();
        new PassPipeline([new FoldPass(), new PackPass(1), new FoldPass()]).Run(builder.Build(), new PassContext(TargetProfiles.Native), audit: true, records.Add);
        Assert.That(records.Select(r => (r.Name, r.Changed, r.Program.QubitCount)), Is.EqualTo(new[] { ("fold", true, 2), ("pack", true, 1), ("fold", false, 1) }));
        Assert.That(records[0].Statistics, Is.EqualTo(new Dictionary<string, double> { ["gates removed"] = 1 }));
        Assert.That(records[1].Statistics, Is.EqualTo(new Dictionary<string, double> { ["turns"] = 2, ["resets added"] = 1 }));
    }

    [Test]
    public void The_configuration_is_json()
    {
        var pipeline = new PassPipeline([new BindInputsPass([0.5]), new PackPass(7), new VerifyPass([Bound])]);
        Assert.That(pipeline.ToJson().ToString(Formatting.None), Is.EqualTo(
            """[{"name":"bind-inputs","settings":{"values":[0.5]}},{"name":"pack","settings":{"maximumQubits":7}},{"name":"verify","settings":{"demands":["no-inputs"]}}]"""));
    }

    [Test]
    public void Verifying_reports_what_the_program_is_not_and_ends_the_pipeline()
    {
        var builder = new CircuitBuilder();
        builder.Input("a");
        builder.Gate("x", 3);
        var context = new PassContext(TargetProfiles.Native);
        var seen = new List<string>();
        new PassPipeline([new VerifyPass([Bound]), new FoldPass()]).Run(builder.Build(), context, observer: r => seen.Add(r.Name));
        Assert.That(context.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "SQS3001", "SQS3213" }));
        Assert.That(seen, Is.EqualTo(new[] { "verify" }));
    }

    [Test]
    public void The_audit_finds_a_pass_that_breaks_what_it_says_it_keeps()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        CircuitProgram wider = builder.Build() with { QubitRegisters = [new QubitRegister("q", 2, 0)] };
        var keeps = new PassPipeline([new Probe { Result = wider }], [new WidthPredicate(1)]);
        Assert.That(
            () => keeps.Run(builder.Build(), new PassContext(TargetProfiles.Native), audit: true),
            Throws.InvalidOperationException.With.Message.Contains("probe").And.Message.Contains("2 qubits"));
        var honest = new PassPipeline([new Probe { Result = wider, KeepsAll = false }], [new WidthPredicate(1)]);
        Assert.That(honest.Run(builder.Build(), new PassContext(TargetProfiles.Native), audit: true).QubitCount, Is.EqualTo(2));
    }

    [Test]
    public void A_cancelled_pipeline_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(
            () => new PassPipeline([new FoldPass()]).Run(new CircuitBuilder().Build(), new PassContext(TargetProfiles.Native, source.Token)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>A pass that does nothing and promises what a test wants.</summary>
    private sealed class Probe : ICircuitPass
    {
        public string Name => "probe";

        public string Purpose => "Test.";

        public IReadOnlyList<ProgramPredicate> Requires { get; init; } = [];

        public IReadOnlyList<ProgramPredicate> Establishes { get; init; } = [];

        public bool KeepsAll { get; init; } = true;

        public bool Preserves(ProgramPredicate predicate) => KeepsAll;

        public Newtonsoft.Json.Linq.JObject Configuration() => [];

        public CircuitProgram? Result { get; init; }

        public CircuitProgram Apply(CircuitProgram program, PassContext context) => Result ?? program;
    }
}

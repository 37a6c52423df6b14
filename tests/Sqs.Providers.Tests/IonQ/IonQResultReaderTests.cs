using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Results;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers.Tests.IonQ;

public sealed class IonQResultReaderTests
{
    // Register a is qubits 0 and 2, register b is qubit 1 and a bit that is never measured.
    private static CircuitLayout Layout => new(3, "c3", 4, [new("a", 2) { Qubits = [0, 2] }, new("b", 2) { Qubits = [1, -1] }]) { QubitCount = 3 };

    private static readonly PreparedJob ByQubit = new("ionq", "x", "{}", [Layout]) { Seed = 11 };

    private static readonly PreparedJob ByName = new("ionq", "x", "{}", [new(0, "c0", 2, [new("mine", 3) { RemoteName = "reg0" }, new("other", 1) { RemoteName = "reg1" }])]);

    [TestCase("shots.json.v1", """["1","4","4","2"]""")]
    [TestCase("shots.json.v2", """{"shots":[{"registers":{"output_all":[1,0,0]}},{"registers":{"output_all":[0,0,1]}},{"registers":{"output_all":[0,0,1]}},{"registers":{"output_all":[0,1,0]}}]}""")]
    [TestCase("histogram.json.v1", """{"4":2,"1":1,"2":1}""")]
    [TestCase("histogram.json.v2", """{"histogram":{"registers":{"output_all":{"100":1,"001":2,"010":1}}}}""")]
    public void Every_format_gives_the_same_records(string format, string text)
    {
        CircuitResult result = Read(ByQubit, format, text);
        Assert.That(result.Records!.Counts(), Is.EqualTo(new Dictionary<string, int> { ["01 00"] = 1, ["10 00"] = 2, ["00 01"] = 1 }));
        Assert.That(result.IsSampled, Is.False);
    }

    [TestCase("probabilities.json.v1", """{"4":1.0}""")]
    [TestCase("probabilities.json.v2", """{"probabilities":{"registers":{"output_all":{"001":1.0}}}}""")]
    public void Probabilities_keep_their_bit_order(string format, string text)
    {
        CircuitResult result = Read(ByQubit, format, text);
        Assert.That(result.Records!.Counts(), Is.EqualTo(new Dictionary<string, int> { ["10 00"] = 4 }));
        Assert.That((result.IsSampled, result.Seed), Is.EqualTo((true, (ulong?)11)));
    }

    [Test]
    public void Probabilities_become_the_same_shots_each_time()
    {
        PreparedJob many = ByQubit with { Circuits = [ByQubit.Circuits[0] with { Shots = 1000 }] };
        const string Text = """{"0":0.25,"1":0.5,"7":0.25}""";
        var first = Read(many, "probabilities.json.v1", Text).Records!;
        var second = Read(many, "probabilities.json.v1", """{"7":0.25,"0":0.25,"1":0.5}""").Records!;
        Assert.That(second.Words.ToArray(), Is.EqualTo(first.Words.ToArray()), "the order of a JSON object means nothing");
        Assert.That(first.Counts()["01 00"], Is.InRange(420, 580), "500 expected, five standard deviations");
        var other = Read(many with { Seed = 12 }, "probabilities.json.v1", Text).Records!;
        Assert.That(other.Words.ToArray(), Is.Not.EqualTo(first.Words.ToArray()));
    }

    [Test]
    public void Shots_that_leaked_are_dropped_and_counted()
    {
        CircuitResult result = Read(ByQubit, "shots.json.v2", """
            {"shots":[{"registers":{"output_all":[1,0,0]},"leakage_bits":[0,0,0]},{"registers":{"output_all":[0,1,0]},"leakage_bits":[0,1,0]},{"registers":{"output_all":[0,0,1]},"leakage_bits":"000"}]}
            """);
        Assert.That((result.Records!.Shots, result.DiscardedShots), Is.EqualTo((2, 1)));
    }

    [Test]
    public void A_register_that_is_missing_is_unknown_and_not_zero()
    {
        CircuitResult result = Read(ByName, "shots.json.v2", """{"shots":[{"registers":{"reg0":[1,0,0],"output_all":[1,0,0,0]}},{"registers":{"reg0":[0,0,1]}}]}""");
        Assert.That(result.UnreportedRegisters, Is.EqualTo(new[] { "other" }));
        Assert.That(result.Records!.Counts().Keys, Is.EqualTo(new[] { "001 0", "100 0" }));
    }

    [TestCase("shots.json.v1", """["8"]""", "wider")]
    [TestCase("probabilities.json.v1", """{"0":0.5}""", "add up")]
    [TestCase("probabilities.json.v1", """{"0":1.5,"1":-0.5}""", "-0.5")]
    [TestCase("shots.json.v2", """{"shots":[{"registers":{"output_all":[1,0]}}]}""", "2 qubits")]
    [TestCase("histogram.json.v2", """{"histogram":{"registers":{"output_all":{"10x":1}}}}""", "bit string")]
    [TestCase("hologram.json.v1", "{}", "not known")]
    public void What_does_not_fit_the_job_is_refused(string format, string text, string why)
    {
        ProviderError error = IonQResultReader.Read(ByQubit, [new RawDocument($"circuit:0:{format}", text)], firstBitLeftmost: true).Error!;
        Assert.That(error.Message, Does.Contain(why));
    }

    [Test]
    public void Marginal_counts_of_several_registers_are_no_joint_counts()
    {
        ProviderError error = IonQResultReader.Read(
            ByName, [new RawDocument("circuit:0:histogram.json.v2", """{"histogram":{"registers":{"reg0":{"100":2},"reg1":{"0":2}}}}""")], firstBitLeftmost: true).Error!;
        Assert.That(error.Message, Does.Contain("no joint counts"));
    }

    private static CircuitResult Read(PreparedJob job, string format, string text) =>
        IonQResultReader.Read(job, [new RawDocument($"circuit:0:{format}", text)], firstBitLeftmost: true).Value.Circuits[0];
}

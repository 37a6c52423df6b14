using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class IbmProgramValidatorTests
{
    private const string Sound = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float theta;
        bit[1] m0;
        bit[3] g;
        sx $3;
        rz(pi/2 + theta) $3;
        cz $3, $2;
        m0[0] = measure $3;
        measure $4 -> g[1];
        if (m0[0]) { x $4; } else { rz(-pi/4) $4; }
        if (!m0[0]) { sx $4; }
        if (m0[0] == true) { sx $4; }
        if (g == 5) { barrier $4, $5; delay[100ns] $4; }
        if (g == "011") { x $4; }
        reset $3;
        """;

    [Test]
    public void A_program_inside_the_rules_passes() =>
        Assert.That(IbmProgramValidator.Validate(Sound, TargetProfiles.IbmHeron), Is.Empty);

    // The rules of the loader.
    [TestCase("SQS3302", "pragma anything")]
    [TestCase("SQS3302", "def f() {}")]
    [TestCase("SQS3302", "extern f(int) -> int;")]
    [TestCase("SQS3302", "switch (1) { case 1 { } }")]
    [TestCase("SQS3302", "end;")]
    [TestCase("SQS3303", "bool b;")]
    [TestCase("SQS3303", "const int k = 3;")]
    [TestCase("SQS3303", "output bit[1] o;")]
    [TestCase("SQS3303", "input int n;")]
    [TestCase("SQS3304", "bit[2] z = \"00\";")]
    [TestCase("SQS3305", "if (m0[0]) { bit[1] inner; }")]
    [TestCase("SQS3306", "m0[0] = true;")]
    [TestCase("SQS3307", "measure $1;")]
    [TestCase("SQS3308", "if (m0[0] == 1) { x $1; }")]
    [TestCase("SQS3308", "if (g != 3) { x $1; }")]
    [TestCase("SQS3308", "if (g < 3) { x $1; }")]
    [TestCase("SQS3308", "if (m0[0] && g[0]) { x $1; }")]
    [TestCase("SQS3308", "if (m0[0] | g[0]) { x $1; }")]
    [TestCase("SQS3308", "if (~g == 3) { x $1; }")]
    [TestCase("SQS3309", "include \"other.inc\";")]
    [TestCase("SQS3310", "nothing $1;")]
    [TestCase("SQS3310", "absent[0] = measure $1;")]
    [TestCase("SQS3311", "bit[1] m0;")]
    [TestCase("SQS3311", "gate rz(a) q { }")]
    [TestCase("SQS3312", "bit[1] Upper;")]
    [TestCase("SQS3312", "bit[1] lambda;")]
    [TestCase("SQS3312", "bit[1] data;")]
    [TestCase("SQS3313", "rz $1;")]
    [TestCase("SQS3313", "cz $1;")]
    [TestCase("SQS3314", "g[3] = measure $1;")]
    [TestCase("SQS3315", "x $1")]

    // The rules of the hardware.
    [TestCase("SQS3321", "for int i in [0:2] { x $1; }")]
    [TestCase("SQS3321", "while (m0[0]) { x $1; }")]
    [TestCase("SQS3321", "box { x $1; }")]
    [TestCase("SQS3322", "if (m0[0]) { if (g[0]) { x $1; } }")]
    [TestCase("SQS3322", "if (m0[0]) { x $1; } else if (g[0]) { x $1; }")]
    [TestCase("SQS3323", "if (m0[0]) { reset $1; }")]
    [TestCase("SQS3323", "if (m0[0]) { g[0] = measure $1; }")]
    [TestCase("SQS3324", "bit[33] wide; if (wide == 1) { x $1; }")]
    [TestCase("SQS3325", "if (g[0:1] == 2) { x $1; }")]
    [TestCase("SQS3326", "qubit[2] q; x q[0];")]
    [TestCase("SQS3327", "x $156;")]
    [TestCase("SQS3328", "h $1;")]
    [TestCase("SQS3328", "U(0, 0, 0) $1;")]
    [TestCase("SQS3328", "id $1;")]
    [TestCase("SQS3329", "inv @ sx $1;")]
    [TestCase("SQS3330", "cz $0, $2;")]
    [TestCase("SQS3332", "rz(sin(1)) $1;")]
    [TestCase("SQS3333", "cz $1, $1;")]
    [TestCase("SQS3335", "bit loose;")]
    public void A_broken_rule_is_found(string code, string statement) =>
        Assert.That(IbmProgramValidator.Validate(Sound + statement, TargetProfiles.IbmHeron).Select(d => d.Code), Has.Member(code));

    [Test]
    public void A_text_without_version_is_refused() => Expect("SQS3301", "include \"stdgates.inc\"; bit[1] c; x $1;", TargetProfiles.IbmHeron);

    [Test]
    public void A_program_without_register_is_refused() => Expect("SQS3334", "OPENQASM 3.0; include \"stdgates.inc\"; x $1;", TargetProfiles.IbmHeron);

    [TestCase("if (c[0]) { x $1; }", "SQS3336")]
    [TestCase("reset $1;", "SQS3336")]
    [TestCase("x $0;", "SQS3337")]
    [TestCase("c[0] = measure $0;", "SQS3337")]
    public void A_device_without_dynamic_circuits_refuses_them(string statement, string code) =>
        Expect(code, "OPENQASM 3.0; include \"stdgates.inc\"; bit[1] c; c[0] = measure $0; " + statement, TargetProfiles.IbmNighthawk);

    [TestCase("pi/2", true)]
    [TestCase("0", true)]
    [TestCase("pi", false)]
    [TestCase("-0.1", false)]
    public void The_angle_of_rzz_is_limited(string angle, bool isValid)
    {
        TargetProfiles.TryFind("ibm-heron-fractional", out Target? target, out _);
        string text = $"OPENQASM 3.0; include \"stdgates.inc\"; gate rzz(t) a, b {{ cx a, b; rz(t) b; cx a, b; }} bit[1] c; rzz({angle}) $0, $1;";
        Assert.That(IbmProgramValidator.Validate(text, target!).Select(d => d.Code), isValid ? Is.Empty : Is.EqualTo(new[] { "SQS3331" }));
    }

    [TestCase(2400, true)]
    [TestCase(2401, false)]
    public void The_broadcast_budget_takes_2400_conditionals_of_one_bit(int conditionals, bool fits)
    {
        string body = string.Concat(Enumerable.Repeat("c[0] = measure $0; if (c[0]) { x $1; } ", conditionals));
        string text = "OPENQASM 3.0; include \"stdgates.inc\"; bit[1] c; " + body;
        Assert.That(IbmProgramValidator.Validate(text, TargetProfiles.IbmHeron).Select(d => d.Code), fits ? Is.Empty : Is.EqualTo(new[] { "SQS3338" }));
    }

    [Test]
    public void Conditionals_on_an_unchanged_register_share_a_broadcast()
    {
        string body = "c[0] = measure $0; " + string.Concat(Enumerable.Repeat("if (c[0]) { x $1; } ", 5000));
        Assert.That(IbmProgramValidator.Validate("OPENQASM 3.0; include \"stdgates.inc\"; bit[1] c; " + body, TargetProfiles.IbmHeron), Is.Empty);
    }

    [Test]
    public void Control_instructions_and_gates_are_counted()
    {
        Target small = TargetProfiles.IbmHeron with { Limits = TargetProfiles.IbmHeron.Limits with { MaximumWeightPerQubit = 60, MaximumRz = 1, MaximumTwoQubitGates = 1 } };
        string text = "OPENQASM 3.0; include \"stdgates.inc\"; bit[1] c; rz(1) $1; rz(1) $1; cz $1, $2; cz $1, $2; sx $1;";
        Assert.That(IbmProgramValidator.Validate(text, small).Select(d => d.Code), Is.EqualTo(new[] { "SQS3339", "SQS3340", "SQS3340" }));
    }

    private static void Expect(string code, string text, Target target) =>
        Assert.That(IbmProgramValidator.Validate(text, target).Select(d => d.Code), Is.EqualTo(new[] { code }));
}

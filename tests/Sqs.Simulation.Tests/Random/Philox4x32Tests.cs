using Sqs.Simulation.Random;

namespace Sqs.Simulation.Tests.Random;

public sealed class Philox4x32Tests
{
    // The known answers published with the Random123 library for philox4x32-10.
    [TestCase(0x0000000000000000UL, 0x0000000000000000UL, 0x0000000000000000UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [TestCase(0xffffffffffffffffUL, 0xffffffffffffffffUL, 0xffffffffffffffffUL, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [TestCase(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Block_gives_the_published_known_answers(ulong key, ulong counterLow, ulong counterHigh, ulong low, ulong high) =>
        Assert.That(Philox4x32.Block(key, counterLow, counterHigh), Is.EqualTo((low, high)));
}
